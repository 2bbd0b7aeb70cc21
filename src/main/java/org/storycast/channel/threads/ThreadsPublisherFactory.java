// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.storycast.channel.Account;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.HttpSender;

/** Opens profiles on Threads. */
@Component
class ThreadsPublisherFactory implements PublisherFactory {

  static final String KIND = "threads";

  /** For people. */
  static final String NAME = "Threads";

  private final AccessTokens tokens;
  private final Clock clock;

  ThreadsPublisherFactory(AccessTokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Publisher open(Account account) {
    ThreadsSettings settings = ThreadsSettings.of(account);
    HttpSender http = new HttpSender(settings.timeout());
    ThreadsTokens renewal = new ThreadsTokens(http, settings, account::redacted);
    ThreadsClient client =
        new ThreadsClient(
            http,
            this.tokens.of(account.id(), account.credential("access-token"), renewal),
            settings);
    return new ThreadsPublisher(settings, client, account::redacted, this.clock);
  }
}
