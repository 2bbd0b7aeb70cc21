// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.OpeningCheck;

/**
 * Tries every channel's templates before it is used, at start-up and when it is opened anew. A
 * broken one switches off its own channel and no other; once it is mended, the channel is on again.
 */
@Component
class TemplateCheck implements SmartInitializingSingleton, OpeningCheck {

  private static final Logger log = LoggerFactory.getLogger(TemplateCheck.class);

  private final Channels channels;
  private final TemplateShelf shelf;
  private final Map<ChannelId, Channel> broken = new ConcurrentHashMap<>();

  TemplateCheck(Channels channels, TemplateShelf shelf) {
    this.channels = channels;
    this.shelf = shelf;
  }

  @Override
  public void afterSingletonsInstantiated() {
    this.channels.open().forEach(this::check);
  }

  /** Looks whether an editor has mended what was broken. */
  @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
  void lookAgain() {
    this.broken.values().forEach(this::reconnectIfMended);
  }

  @Override
  public Optional<String> objection(Channel channel) {
    try {
      this.shelf.of(channel);
      this.broken.remove(channel.id());
      return Optional.empty();
    } catch (CannotComposeException unusable) {
      this.broken.put(channel.id(), channel);
      return Optional.of(String.valueOf(unusable.getMessage()));
    }
  }

  private void check(Channel channel) {
    objection(channel).ifPresent(why -> this.channels.switchOff(channel.id(), why));
  }

  private void reconnectIfMended(Channel channel) {
    if (this.channels.find(channel.id()).isPresent()) {
      this.broken.remove(channel.id());
      return;
    }
    try {
      this.shelf.of(channel);
    } catch (CannotComposeException unusable) {
      log.atDebug().addKeyValue("channel", channel.id()).log(unusable.getMessage());
      return;
    }
    if (this.broken.remove(channel.id(), channel)) {
      this.channels.connect(channel);
      log.atInfo().addKeyValue("channel", channel.id()).log("Templates are mended; channel is on");
    }
  }
}
