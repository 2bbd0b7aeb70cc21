// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;

/**
 * Keeps the OAuth 2 tokens of every account, encrypted and durable. An account is refreshed by one
 * thread of one process at a time, and what the platform gave is stored before it is used: some
 * platforms replace the refresh token each time and never say it twice.
 */
@Component
public class AccessTokens {

  private final OauthTokens tokens;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Map<ChannelId, TokenSlot> slots = new ConcurrentHashMap<>();

  AccessTokens(OauthTokens tokens, PlatformTransactionManager transactions, Clock clock) {
    this.tokens = tokens;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  /**
   * The tokens of one account.
   *
   * @param channel whose they are
   * @param seed the credential that the account's configuration or connection begins with; it
   *     counts until the platform replaces it, and again when another one is entered. Once the
   *     account was connected in the product, that connection's counts
   * @param endpoint asks the platform
   */
  public AccountTokens of(ChannelId channel, Secret seed, TokenEndpoint endpoint) {
    return new AccountTokens(
        new AccountTokens.Identity(channel, seed),
        endpoint,
        this.tokens,
        this.transactions,
        this.clock,
        this.slots.computeIfAbsent(channel, name -> new TokenSlot()));
  }
}
