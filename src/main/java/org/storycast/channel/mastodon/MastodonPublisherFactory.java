// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.HttpSender;

/** Opens accounts on instances of Mastodon. */
@Component
class MastodonPublisherFactory implements PublisherFactory {

  static final String KIND = "mastodon";

  private final Attachments attachments;
  private final Clock clock;

  MastodonPublisherFactory(Attachments attachments, Clock clock) {
    this.attachments = attachments;
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
    MastodonRefusals refusals = new MastodonRefusals(this.clock, account::redacted);
    return new MastodonPublisher(
        settings,
        client,
        refusals,
        new StatusPictures(client, refusals, this.attachments),
        this.clock);
  }
}
