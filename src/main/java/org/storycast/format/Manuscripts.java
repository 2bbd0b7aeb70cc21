// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.List;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.story.Revision;

/** Prepares editions for channels. */
@Component
class Manuscripts {

  private final NewsroomProperties newsroom;
  private final FollowLine followLine;
  private final TrackedLink links;

  Manuscripts(NewsroomProperties newsroom, FollowLine followLine) {
    this.newsroom = newsroom;
    this.followLine = followLine;
    this.links = new TrackedLink(newsroom);
  }

  Manuscript of(List<Revision> edition, Channel channel, DeliveryKey key) {
    String kind = channel.profile().kind();
    return Manuscript.of(
        edition,
        channel.account().language(),
        address -> this.links.of(address, kind, key),
        escaping -> this.followLine.of(channel, escaping),
        this.newsroom);
  }
}
