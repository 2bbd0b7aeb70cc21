// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;

/** Opens Telegram accounts. */
@Component
class TelegramPublisherFactory implements PublisherFactory {

  private final Attachments attachments;
  private final Clock clock;

  TelegramPublisherFactory(Attachments attachments, Clock clock) {
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return TelegramPublisher.KIND;
  }

  @Override
  public Publisher open(Account account) {
    return new TelegramPublisher(TelegramSettings.of(account), this.attachments, this.clock);
  }
}
