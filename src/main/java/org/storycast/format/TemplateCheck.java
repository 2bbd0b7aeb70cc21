// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Map;
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

/**
 * Tries every open channel's templates at start-up. A broken one switches off its own channel and
 * no other; once it is mended, the channel is on again.
 */
@Component
class TemplateCheck implements SmartInitializingSingleton {

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

  private void check(Channel channel) {
    try {
      this.shelf.of(channel);
    } catch (CannotComposeException unusable) {
      this.broken.put(channel.id(), channel);
      this.channels.switchOff(channel.id(), String.valueOf(unusable.getMessage()));
    }
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
    this.broken.remove(channel.id());
    this.channels.connect(channel);
    log.atInfo().addKeyValue("channel", channel.id()).log("Templates are mended; channel is on");
  }
}
