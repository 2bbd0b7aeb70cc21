// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.HttpSender;

/** Opens TikTok accounts. */
@Component
final class TiktokFactory implements PublisherFactory {

  private final AccessTokens tokens;
  private final Attachments attachments;
  private final Clock clock;

  TiktokFactory(AccessTokens tokens, Attachments attachments, Clock clock) {
    this.tokens = tokens;
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "tiktok";
  }

  @Override
  public Publisher open(Account account) {
    TiktokSettings settings = TiktokSettings.of(account);
    account.credential("client-secret");
    HttpSender sender = new HttpSender(settings.timeout());
    TiktokErrors errors = new TiktokErrors(account::redacted, this.clock);
    AccountTokens accountTokens =
        this.tokens.of(
            account.id(),
            account.credential("refresh-token"),
            new TiktokTokens(sender, settings, account));
    TiktokApi api = new TiktokApi(sender, accountTokens::send, settings, errors);
    return new TiktokPublisher(
        new TiktokPublisher.Tools(
            settings, api, errors, accountTokens, this.attachments, this.clock));
  }
}
