// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;

/** Opens the channels anew whose account was connected or disconnected on another replica. */
@Component
class ConnectionWatch {

  private final ConnectionRows rows;
  private final Channels channels;

  ConnectionWatch(ConnectionRows rows, Channels channels) {
    this.rows = rows;
    this.channels = channels;
  }

  /** One small question; a person who connected an account expects it to be used at once. */
  @Scheduled(fixedDelayString = "PT2S")
  void look() {
    this.rows.revisions().forEach(this::reopenIfOutdated);
  }

  private void reopenIfOutdated(ChannelId channel, long revision) {
    if (this.channels.isOutdated(channel, revision)) {
      this.channels.reopen(channel);
    }
  }
}
