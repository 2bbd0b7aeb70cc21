// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.MetaConnectorContract;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TokenEndpoint;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.ThreadsSimulator;

class ThreadsConnectorTests extends MetaConnectorContract<ThreadsSimulator> {

  ThreadsConnectorTests() {
    super(
        to("Threads", "THAAfresh%d", "/v1.0/debug_token", "/v1.0/me"),
        "already used",
        ThreadsSimulator::new,
        clock -> new ThreadsConnector());
  }

  /** Threads tells only testers of the app what their token is worth. */
  @Override
  protected boolean mayBeRefused(Step step) {
    return step.path().endsWith("/debug_token");
  }

  @Override
  protected PublisherFactory factory() {
    return new ThreadsPublisherFactory(this.tokens, this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return ThreadsFixtures.post(key);
  }

  @Test
  void asksForWhatAProfilesPostsNeedAndNoMore() {
    Consent consent = this.connector.consent(app());
    assertThat(consent.page()).isEqualTo(this.platform.loginPage());
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
    Secret token = new Secret(this.login.tokens(2).getFirst());
    assertThat(profile.credentials()).containsOnly(Map.entry("access-token", token));
    assertThat(profile.tokens())
        .isEqualTo(
            new TokenEndpoint.Answer.Given(token, Duration.ofDays(30), token, Duration.ofDays(60)));
  }

  /** Threads writes it as a number too, which no floating point holds. */
  @Test
  void readsTheWholeNumberOfTheProfile() {
    this.platform.answerNext(
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
    this.platform.forgetTesters();
    assertThat(opened(connect(app()))).hasSize(1);
  }

  @Test
  void doesNotTakeAnAnswerWithoutAProfile() {
    this.platform.answerNext(
        request -> request.path().equals("/v1.0/me"), SimulatorReply.json(200, Map.of("id", "me")));
    assertThat(connect(app())).isInstanceOf(Answer.Failed.class);
  }
}
