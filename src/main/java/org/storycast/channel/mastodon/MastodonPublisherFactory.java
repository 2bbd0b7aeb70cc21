// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.HttpSender;

/** Opens accounts on instances of Mastodon. */
@Component
class MastodonPublisherFactory implements PublisherFactory {

  static final String KIND = "mastodon";

  private final Clock clock;

  MastodonPublisherFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    MastodonSettings settings = MastodonSettings.of(account);
    MastodonClient client =
        new MastodonClient(
            new HttpSender(settings.timeout()),
            settings.baseUrl(),
            account.credential("access-token"));
    return new MastodonPublisher(
        settings, client, new MastodonRefusals(this.clock, account::redacted), this.clock);
  }
}
