// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Attachments;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.HttpSender;

/** Opens YouTube channels. */
@Component
final class YoutubeFactory implements PublisherFactory {

  private final AccessTokens tokens;
  private final Attachments attachments;
  private final Clock clock;

  YoutubeFactory(AccessTokens tokens, Attachments attachments, Clock clock) {
    this.tokens = tokens;
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "youtube";
  }

  @Override
  public Publisher open(Account account) {
    YoutubeSettings settings = YoutubeSettings.of(account);
    account.credential("client-secret");
    HttpSender sender = new HttpSender(settings.timeout());
    GoogleTokens google = new GoogleTokens(sender, settings, account, this.clock);
    AccountTokens accountTokens =
        this.tokens.of(account.id(), account.credential("refresh-token"), google);
    return new YoutubePublisher(
        new YoutubeTools(
            settings,
            new YoutubeApi(sender, accountTokens::send, settings),
            new YoutubeErrors(account::redacted, this.clock),
            accountTokens,
            google,
            this.attachments,
            this.clock));
  }
}
