// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.HttpSender;

/** Opens professional accounts on Instagram. */
@Component
class InstagramPublisherFactory implements PublisherFactory {

  static final String KIND = "instagram";

  private final Clock clock;

  InstagramPublisherFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    InstagramSettings settings = InstagramSettings.of(account);
    InstagramClient client =
        new InstagramClient(new HttpSender(settings.timeout()), settings, account);
    return new InstagramPublisher(settings, client, account::redacted, this.clock);
  }
}
