// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.mailing.Mailings;

/** Opens e-mail channels, each for the readers of one language. */
@Component
class EmailPublisherFactory implements PublisherFactory {

  private final Mailings mailings;
  private final Clock clock;

  EmailPublisherFactory(Mailings mailings, Clock clock) {
    this.mailings = mailings;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return EmailProfile.KIND;
  }

  @Override
  public Publisher open(Account account) {
    this.mailings
        .missingSetting()
        .ifPresent(
            missing -> {
              throw new InvalidAccountException("kind", missing);
            });
    return new EmailPublisher(EmailSettings.of(account), this.mailings, this.clock);
  }
}
