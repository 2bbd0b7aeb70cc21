// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Account;
import org.storycast.channel.ConnectorContract;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.TiktokSimulator;

class TiktokConnectorTests extends ConnectorContract<TiktokSimulator> {

  private static final Step TOKEN =
      new Step("/v2/oauth/token/", 0, List.of("connect the account anew"));
  private static final Step CREATOR =
      new Step(
          "/v2/post/publish/creator_info/query/",
          1,
          List.of("whose account", "connect the account anew"));

  private static final Login LOGIN =
      new Login(
          List.of(TOKEN, CREATOR),
          List.of("act.simulated-%d", "rft.simulated-%d"),
          Duration.ofMinutes(10),
          List.of("client-key"),
          Map.of("privacy", "nobody", "consent-url", "nowhere"));

  private final SampleFilm film = SampleFilm.small();

  TiktokConnectorTests() {
    super(LOGIN, TiktokSimulator::new, TiktokConnector::new);
  }

  @Override
  protected List<String> words(Refusal refusal) {
    return switch (refusal) {
      case USED_CODE, LATE_CODE, OTHER_ADDRESS, OTHER_VERIFIER ->
          List.of("invalid_grant", "anew", "redirect address");
      case OTHER_SECRET -> List.of("invalid_client", "client-secret");
      case PART -> List.of("lacks video.list:", "every permission");
    };
  }

  @Override
  protected PublisherFactory factory() {
    return new TiktokFactory(this.tokens, this.film, this.clock);
  }

  @Override
  protected Post post(DeliveryKey key) {
    return TiktokAccount.post(this.film);
  }

  @Test
  void sendsToTiktokWithoutAChallenge() {
    Consent consent = this.connector.consent(app("consent-url", ""));
    assertThat(consent.page()).hasToString("https://www.tiktok.com/v2/auth/authorize/");
    assertThat(consent.parameters()).isEqualTo(Map.of("client_key", TiktokSimulator.CLIENT_KEY));
    assertThat(consent.scopes()).containsExactly("video.publish", "video.list");
    assertThat(consent.separator()).isEqualTo(",");
    assertThat(consent.challenged()).isFalse();
    assertThat(this.platform.requests()).isEmpty();
  }

  @Test
  void opensTheAccountThatTheCodeIsFor() {
    OpenedAccount account = onlyAccount(connect(app()));
    assertThat(account.id()).isEqualTo("afd97af1-0000-4000-8000-000000000000");
    assertThat(account.name()).isEqualTo("@steppecourier");
    assertThat(account.settings()).isEmpty();
    assertThat(account.credentials()).containsOnlyKeys("refresh-token");
    assertThat(account.tokens().refreshToken())
        .isEqualTo(account.credentials().get("refresh-token"));
    assertThat(this.platform.requests())
        .extracting(SimulatorRequest::path)
        .containsExactly(
            "/v2/auth/authorize/", "/v2/oauth/token/", "/v2/post/publish/creator_info/query/");
  }

  @Test
  void takesTheLivesOfTheTokensFromTiktok() {
    this.platform.giveTokensFor(Duration.ofDays(1), Duration.ofDays(365));
    OpenedAccount account = onlyAccount(connect(app()));
    assertThat(account.tokens().accessLife()).isEqualTo(Duration.ofDays(1));
    assertThat(account.tokens().refreshLife()).isEqualTo(Duration.ofDays(365));
    assertThat(account.endsAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(365)));
  }

  @Test
  void publishesWithARefreshOfItsOwnToken() {
    Account app = app();
    publish(over(app, onlyAccount(connect(app))));
    assertThat(this.platform.refreshes()).isEqualTo(2);
  }

  @Test
  void understandsARefusalWithAStatusThatSaysSo() {
    this.platform.refuseTokensWith(400);
    Account app = app();
    Grant grant = allowed(app);
    opened(exchange(app, grant));
    assertThat(refusal(exchange(app, grant))).contains(words(Refusal.USED_CODE));
  }

  /** Its name can wait; the code is used up. */
  @Test
  void opensAnAccountWhoseDayIsUsedUp() {
    this.platform.limitPostsTo(0);
    assertThat(onlyAccount(connect(app())).name())
        .isEqualTo("afd97af1-0000-4000-8000-000000000000");
  }

  @Test
  void refusesAnAccountThatMayNotPost() {
    this.platform.banFromPosting();
    assertThat(refusal(connect(app()))).contains("spam_risk_user_banned_from_posting");
    this.platform.failNext(CREATOR.isIt(), Fault.REFUSE_CREDENTIALS);
    assertThat(refusal(connect(app()))).contains("access_token_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refresh_token", "open_id", "access_token"})
  void opensNothingWhereTiktokLeavesOutWhatItTakes(String field) {
    Map<String, Object> answer =
        new HashMap<>(Map.of("access_token", "act.1", "refresh_token", "rft.1", "open_id", "o-1"));
    answer.remove(field);
    this.platform.answerNext(TOKEN.isIt(), SimulatorReply.json(200, answer));
    assertThat(failure(connect(app()))).contains("anew");
  }

  @Test
  void takesSilenceAboutTheScopesForAll() {
    Account app = app();
    Grant grant = allowed(app);
    String token = onlyAccount(connect(app())).tokens().accessToken().reveal();
    this.platform.answerNext(
        TOKEN.isIt(),
        SimulatorReply.json(
            200, Map.of("access_token", token, "refresh_token", "rft.1", "open_id", "o-1")));
    OpenedAccount account = onlyAccount(exchange(app, grant));
    assertThat(account.id()).isEqualTo("o-1");
    assertThat(account.endsAt()).isNull();
  }
}
