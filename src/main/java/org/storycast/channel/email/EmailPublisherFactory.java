// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.email;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.mailing.Archive;
import org.storycast.mailing.Letterhead;
import org.storycast.mailing.Mailings;

/** Opens e-mail channels, each for the readers of one language. */
@Component
class EmailPublisherFactory implements PublisherFactory {

  private final Mailings mailings;
  private final Letterhead letterhead;
  private final Archive archive;
  private final Clock clock;

  EmailPublisherFactory(Mailings mailings, Letterhead letterhead, Archive archive, Clock clock) {
    this.mailings = mailings;
    this.letterhead = letterhead;
    this.archive = archive;
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
        .or(this.letterhead::problem)
        .ifPresent(
            missing -> {
              throw new InvalidAccountException("kind", missing);
            });
    return new EmailPublisher(
        EmailSettings.of(account), this.mailings, this.letterhead, this.archive, this.clock);
  }
}
