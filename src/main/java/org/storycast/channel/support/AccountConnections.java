// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.AccountConnected;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;

/** Which accounts people connected to which channels. */
@Service
public class AccountConnections {

  private static final Logger log = LoggerFactory.getLogger(AccountConnections.class);

  private final ConnectionRows rows;
  private final OauthTokens tokens;
  private final Channels channels;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  AccountConnections(
      ConnectionRows rows,
      OauthTokens tokens,
      Channels channels,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.tokens = tokens;
    this.channels = channels;
    this.transactions = new TransactionTemplate(transactions);
    this.events = events;
    this.clock = clock;
  }

  /** What is connected to the channel; empty where its credentials are configured. */
  public Optional<Connection> of(ChannelId channel) {
    return this.rows.connection(channel);
  }

  /**
   * Forgets the channel's account and opens the channel with what is configured, if that suffices.
   * At the platform the app stays allowed until a person withdraws it there.
   *
   * @return whether there was an account to forget
   */
  public boolean disconnect(ChannelId channel, String by) {
    boolean forgotten =
        Boolean.TRUE.equals(
            this.transactions.execute(
                status -> {
                  this.tokens.forget(channel);
                  return this.rows.clear(channel);
                }));
    if (forgotten) {
      log.atInfo()
          .addKeyValue("channel", channel)
          .addKeyValue("by", by)
          .log("Account disconnected");
      this.channels.reopen(channel);
    }
    return forgotten;
  }

  /**
   * Stores an account with its first tokens, all or nothing, and opens the channel with it.
   *
   * @param since when the platform gave the tokens
   */
  void connect(ConnectionAttempt attempt, OpenedAccount account, Instant since) {
    ChannelId channel = attempt.channel();
    String by = attempt.starter().name();
    this.transactions.executeWithoutResult(
        status -> {
          if (account.tokens() == null) {
            this.tokens.forget(channel);
          } else {
            this.tokens.adopt(channel, account.tokens(), since);
          }
          Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
          this.rows.store(channel, attempt.kind(), account, by, now);
          this.events.publishEvent(new AccountConnected(channel, by));
        });
    log.atInfo()
        .addKeyValue("channel", channel)
        .addKeyValue("account", account.name())
        .addKeyValue("by", by)
        .log("Account connected");
    this.channels.reopen(channel);
  }
}
