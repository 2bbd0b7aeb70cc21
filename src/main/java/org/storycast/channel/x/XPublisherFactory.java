// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.HttpSender;

/** Opens accounts on X. */
@Component
class XPublisherFactory implements PublisherFactory {

  static final String KIND = "x";

  private final AccessTokens tokens;
  private final Attachments attachments;
  private final Clock clock;

  XPublisherFactory(AccessTokens tokens, Attachments attachments, Clock clock) {
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
    XSettings settings = XSettings.of(account);
    HttpSender sender = new HttpSender(settings.timeout());
    XAuthorization authorization = authorization(account, sender);
    XClient client = new XClient(sender, authorization, settings);
    XRefusals refusals = new XRefusals(this.clock, account::redacted);
    return new XPublisher(
        settings,
        client,
        refusals,
        new XCheckup(client, refusals, settings, authorization),
        this.attachments,
        this.clock);
  }

  /**
   * A refresh token, which a connected account always has, makes it OAuth 2.0; otherwise four
   * credentials make it OAuth 1.0a.
   */
  private XAuthorization authorization(Account account, HttpSender sender) {
    boolean isSigned =
        account.optionalSetting("client-id").isEmpty()
            || account.optionalCredential("api-key").isPresent();
    if (account.optionalCredential("refresh-token").isEmpty() && isSigned) {
      return new OAuthSigner(account);
    }
    XApp app = XApp.of(account);
    return new XBearer(
        this.tokens.of(
            account.id(), account.credential("refresh-token"), new XTokens(sender, app, account)));
  }
}
