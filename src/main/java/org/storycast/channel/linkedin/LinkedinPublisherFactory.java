// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.HttpSender;

/** Opens members' accounts and company pages on LinkedIn. */
@Component
final class LinkedinPublisherFactory implements PublisherFactory {

  static final String KIND = "linkedin";

  private static final String REFRESH_TOKEN = "refresh-token";

  private final AccessTokens tokens;
  private final Attachments attachments;
  private final Clock clock;

  LinkedinPublisherFactory(AccessTokens tokens, Attachments attachments, Clock clock) {
    this.tokens = tokens;
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    LinkedinSettings settings = LinkedinSettings.of(account);
    HttpSender sender = new HttpSender(settings.timeout());
    LinkedinTokens endpoint = new LinkedinTokens(sender, settings, account);
    LinkedinAccess access = access(account, settings, endpoint);
    LinkedinApi api = new LinkedinApi(sender, access, settings);
    LinkedinRefusals refusals = new LinkedinRefusals(this.clock, account::redacted);
    boolean mayAsk =
        settings.clientId().isPresent() && account.optionalCredential("client-secret").isPresent();
    LinkedinCheck check =
        new LinkedinCheck(
            api,
            access,
            endpoint,
            settings,
            refusals,
            this.clock,
            access instanceof LinkedinAccess.Refreshed,
            mayAsk);
    LinkedinUploads uploads =
        new LinkedinUploads(api, settings, refusals, this.attachments, this.clock);
    return new LinkedinPublisher(settings, api, refusals, uploads, check, this.clock);
  }

  private LinkedinAccess access(
      Account account, LinkedinSettings settings, LinkedinTokens endpoint) {
    if (account.optionalCredential(REFRESH_TOKEN).isEmpty()) {
      return new LinkedinAccess.Fixed(account.credential("access-token"));
    }
    account.credential("client-secret");
    if (settings.clientId().isEmpty()) {
      throw new InvalidAccountException(
          "settings.client-id", "is missing; a refresh token needs the app's client id");
    }
    return new LinkedinAccess.Refreshed(
        this.tokens.of(account.id(), account.credential(REFRESH_TOKEN), endpoint));
  }
}
