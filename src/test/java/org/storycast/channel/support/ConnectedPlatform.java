// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.Attempt;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.RateLimit;
import org.storycast.channel.Secret;

/** A platform whose accounts are connected: its adapter, and what it answers next. */
final class ConnectedPlatform implements AccountConnector, PublisherFactory {

  static final String KIND = "carrier-pigeon";
  static final URI PAGE = URI.create("https://pigeons.example/consent");

  private final List<Grant> grants = new ArrayList<>();
  private final List<Account> opened = new ArrayList<>();
  private AccountConnector.@Nullable Answer next;
  private Runnable exchanging = () -> {};
  private Runnable opening = () -> {};

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Consent consent(Account app) {
    return new Consent(
        PAGE,
        List.of("fly", "coo"),
        " ",
        Map.of("client_id", app.setting("client-id")),
        app.flag("challenged", true));
  }

  @Override
  public AccountConnector.Answer exchange(Account app, Grant grant) {
    this.grants.add(grant);
    this.exchanging.run();
    return Optional.ofNullable(this.next).orElseThrow();
  }

  @Override
  public Publisher open(Account account) {
    account.credential("ring");
    this.opening.run();
    this.opened.add(account);
    return new Silent();
  }

  void answer(AccountConnector.Answer answer) {
    this.next = answer;
  }

  /** Runs when a code is exchanged. */
  void whenExchanging(Runnable then) {
    this.exchanging = then;
  }

  /** Runs when a channel is opened with an account. */
  void whenOpening(Runnable then) {
    this.opening = then;
  }

  List<Grant> grants() {
    return this.grants;
  }

  /** The account with which a channel was opened last. */
  Account lastOpened() {
    return this.opened.getLast();
  }

  static OpenedAccount account(String id, String ring) {
    Secret seed = new Secret(ring);
    return new OpenedAccount(
        id,
        "Loft " + id,
        Map.of("loft", id),
        Map.of("ring", seed),
        new TokenEndpoint.Answer.Given(
            new Secret("access-" + ring), Duration.ofHours(2), seed, Duration.ofDays(180)),
        null);
  }

  private static final class Silent implements Publisher {

    @Override
    public ChannelProfile profile() {
      return new ChannelProfile(
          KIND,
          "Carrier pigeon",
          List.of(),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          new RateLimit(1, Duration.ofSeconds(1)));
    }

    @Override
    public Outcome publish(Post post, Attempt attempt) {
      return new Outcome.Unclear("Nobody publishes here");
    }
  }
}
