// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Access;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.HttpSender;

/** Opens professional accounts on Instagram. */
@Component
class InstagramPublisherFactory implements PublisherFactory {

  static final String KIND = "instagram";

  /** For people. */
  static final String NAME = "Instagram";

  private final AccessTokens tokens;
  private final Clock clock;

  InstagramPublisherFactory(AccessTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    InstagramSettings settings = InstagramSettings.of(account);
    HttpSender sender = new HttpSender(settings.timeout());
    InstagramClient client =
        new InstagramClient(
            sender, settings, token(account, settings, sender), proving(account, settings));
    Quota quota = new Quota(client, this.clock);
    Containers containers = new Containers(client, account::redacted, this.clock);
    return new InstagramPublisher(
        new InstagramPublisher.Tools(
            settings,
            client,
            containers,
            new Preparation(settings, client, containers, quota),
            quota,
            new PublishedMedia(settings, client, account::redacted, this.clock),
            new InstagramCheckup(settings, client, quota, account::redacted, this.clock)));
  }

  /** What proves tokens; only Facebook's host is documented to look at a proof. */
  private static Optional<Secret> proving(Account account, InstagramSettings settings) {
    return settings.login() == InstagramSettings.Login.BY_PAGE
        ? account.optionalCredential("app-secret")
        : Optional.empty();
  }

  /** A page's token has no end; an Instagram account's is renewed. */
  private Supplier<Access> token(Account account, InstagramSettings settings, HttpSender sender) {
    Secret given = account.credential("access-token");
    return switch (settings.login()) {
      case BY_PAGE -> () -> new Access.Granted(given);
      case ALONE ->
          this.tokens.of(
                  account.id(), given, new LongLivedToken(sender, settings, account::redacted))
              ::current;
    };
  }
}
