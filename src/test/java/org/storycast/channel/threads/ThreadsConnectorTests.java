// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.channel.support.TokenEndpoint;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.ThreadsSimulator;

class ThreadsConnectorTests extends MetaConnectorContract {

  private final ThreadsSimulator threads = new ThreadsSimulator(this.clock);
  private final ThreadsConnector connector = new ThreadsConnector();
  private final TestDatabase database = TestTokens.emptied();

  @BeforeEach
  void register() {
    this.threads.registerRedirect(back());
  }

  @Override
  protected HttpSimulator simulator() {
    return this.threads;
  }

  @Override
  protected AccountConnector connector() {
    return this.connector;
  }

  @Override
  protected Map<String, String> appSettings() {
    return Map.of(
        "app-id",
        ThreadsSimulator.APP_ID,
        "base-url",
        this.threads.address().toString(),
        "login-url",
        this.threads.loginPage().toString());
  }

  @Override
  protected String appSecret() {
    return ThreadsSimulator.APP_SECRET;
  }

  @Override
  protected String token(int number) {
    return "THAAfresh" + number;
  }

  @Override
  protected List<Step> steps() {
    return List.of(
        new Step("/oauth/access_token", 0),
        new Step("/access_token", 1),
        new Step("/v1.0/debug_token", 2),
        new Step("/v1.0/me", 2));
  }

  @Override
  protected Outcome publish(Account account) {
    DeliveryKey key = DeliveryKey.of("story", this.clock.instant().toString());
    DeliveryMemory memory = new DeliveryMemory(key, this.clock);
    return new ThreadsPublisherFactory(TestTokens.in(this.database, this.clock), this.clock)
        .open(account)
        .publish(ThreadsFixtures.post(key), memory.attempt());
  }

  @Test
  void asksForWhatAProfilesPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.threads.loginPage());
    assertThat(consent.scopes()).containsExactlyInAnyOrderElementsOf(ThreadsSimulator.SCOPES);
    assertThat(consent.separator()).isEqualTo(",");
    assertThat(consent.parameters()).containsOnly(Map.entry("client_id", ThreadsSimulator.APP_ID));
    assertThat(consent.challenged()).isFalse();
    assertThat(this.connector.consent(app("numbers", "false")).scopes())
        .hasSize(5)
        .doesNotContain("threads_manage_insights");
    assertThat(this.connector.consent(app("login-url", "")).page())
        .isEqualTo(URI.create("https://threads.com/oauth/authorize"));
  }

  @Test
  void opensTheProfileWithATokenOfSixtyDays() {
    OpenedAccount profile = opened(connect(app())).getFirst();
    assertThat(profile.id()).isEqualTo(ThreadsSimulator.USER_ID);
    assertThat(profile.name()).isEqualTo("@steppecourier");
    Secret token = new Secret(token(2));
    assertThat(profile.credentials()).containsOnly(Map.entry("access-token", token));
    assertThat(profile.tokens())
        .isEqualTo(
            new TokenEndpoint.Answer.Given(token, Duration.ofDays(30), token, Duration.ofDays(60)));
  }

  /** Threads writes it as a number too, which no floating point holds. */
  @Test
  void readsTheWholeNumberOfTheProfile() {
    this.threads.answerNext(
        request -> request.path().equals("/v1.0/me"),
        SimulatorReply.json(200, Map.of("id", 17_841_405_793_187_219L, "username", "steppe")));
    OpenedAccount profile = opened(connect(app("user-id", "17841405793187219"))).getFirst();
    assertThat(profile.id()).isEqualTo("17841405793187219");
    assertThat(profile.settings()).containsOnly(Map.entry("user-id", "17841405793187219"));
  }

  @Test
  void namesTheNumberOnlyWhereTheOperatorDid() {
    assertThat(opened(connect(app())).getFirst().settings()).isEmpty();
    assertThat(opened(connect(app("user-id", "me"))).getFirst().settings()).isEmpty();
    assertThat(opened(connect(app("user-id", "17"))).getFirst().settings())
        .containsOnly(Map.entry("user-id", ThreadsSimulator.USER_ID));
  }

  @Test
  void opensTheProfileOfWhoIsNoTesterUnchecked() {
    this.threads.forgetTesters();
    assertThat(opened(connect(app()))).hasSize(1);
  }

  @Test
  void doesNotTakeAnAnswerWithoutAProfile() {
    this.threads.answerNext(
        request -> request.path().equals("/v1.0/me"), SimulatorReply.json(200, Map.of("id", "me")));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void publishesAgainAfterTheTokenDiedAndTheProfileWasConnectedAnew() {
    Account app = app();
    Account first = over(app, opened(connect(app)).getFirst());
    assertThat(publish(first)).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofDays(61));
    assertThat(publish(first)).isInstanceOf(Outcome.ChannelClosed.class);
    OpenedAccount again = opened(connect(app)).getFirst();
    TestTokens.connect(this.database, this.clock, app.id(), again.tokens());
    assertThat(publish(over(app, again))).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofDays(45));
    assertThat(publish(over(app, again))).isInstanceOf(Outcome.Published.class);
  }
}
