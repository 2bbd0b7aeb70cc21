// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.HttpSender;

/** Opens pages on Facebook. */
@Component
class FacebookPublisherFactory implements PublisherFactory {

  static final String KIND = "facebook";

  private final Clock clock;

  FacebookPublisherFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    FacebookSettings settings = FacebookSettings.of(account);
    GraphClient client = new GraphClient(new HttpSender(settings.timeout()), settings, account);
    return new FacebookPublisher(
        settings, client, new GraphRefusals(this.clock, account::redacted), this.clock);
  }
}
