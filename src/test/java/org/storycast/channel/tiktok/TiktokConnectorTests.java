// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.storycast.channel.support.ConnectorAnswers.failure;
import static org.storycast.channel.support.ConnectorAnswers.onlyAccount;
import static org.storycast.channel.support.ConnectorAnswers.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.LogRecording;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.ConnectorAnswers;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.TiktokSimulator;

class TiktokConnectorTests {

  private static final Predicate<SimulatorRequest> TOKEN =
      it -> it.path().equals("/v2/oauth/token/");
  private static final Predicate<SimulatorRequest> CREATOR =
      it -> it.path().contains("creator_info");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TiktokSimulator tiktok = new TiktokSimulator(this.clock);
  private final TiktokConnector connector = new TiktokConnector(this.clock);

  @BeforeEach
  void registerRedirect() {
    this.tiktok.registerRedirect(ConsentVisit.REDIRECT);
  }

  @AfterEach
  void stopSimulator() {
    this.tiktok.close();
  }

  private Account app(String... settings) {
    return ConnectorAnswers.unconnected(
        TiktokAccount.at(this.tiktok.address(), settings),
        "consent-url",
        this.tiktok.address() + "/v2/auth/authorize");
  }

  private Grant allowed(Account app) {
    return new ConsentVisit(this.connector.consent(app)).allow();
  }

  private Answer connected(String... settings) {
    Account app = app(settings);
    return this.connector.exchange(app, allowed(app));
  }

  @Test
  void sendsToTiktokWithoutAChallenge() {
    Consent consent = this.connector.consent(TiktokAccount.at(this.tiktok.address()));
    assertThat(consent.page()).hasToString("https://www.tiktok.com/v2/auth/authorize/");
    assertThat(consent.parameters()).isEqualTo(Map.of("client_key", TiktokSimulator.CLIENT_KEY));
    assertThat(consent.scopes()).containsExactly("video.publish", "video.list");
    assertThat(consent.separator()).isEqualTo(",");
    assertThat(consent.challenged()).isFalse();
    assertThat(this.tiktok.requests()).isEmpty();
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"client-key, ''", "privacy, nobody", "consent-url, nowhere"})
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> this.connector.consent(app(name, value)))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }

  @Test
  void wantsTheAppsSecretBeforeItSendsAPersonAway() {
    Account app = app();
    Account open = new Account(app.id(), app.kind(), app.language(), app.settings(), Map.of());
    assertThatThrownBy(() -> this.connector.consent(open))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("credentials.client-secret");
  }

  @Test
  void opensTheAccountThatTheCodeIsFor() {
    OpenedAccount account = onlyAccount(connected());
    assertThat(account.id()).isEqualTo("afd97af1-0000-4000-8000-000000000000");
    assertThat(account.name()).isEqualTo("@steppecourier");
    assertThat(account.settings()).isEmpty();
    assertThat(account.credentials()).containsOnlyKeys("refresh-token");
    assertThat(account.tokens().refreshToken())
        .isEqualTo(account.credentials().get("refresh-token"));
    assertThat(this.tiktok.requests())
        .extracting(SimulatorRequest::path)
        .containsExactly(
            "/v2/auth/authorize/", "/v2/oauth/token/", "/v2/post/publish/creator_info/query/");
  }

  @Test
  void takesTheLivesOfTheTokensFromTiktok() {
    this.tiktok.giveTokensFor(Duration.ofDays(1), Duration.ofDays(365));
    OpenedAccount account = onlyAccount(connected());
    assertThat(account.tokens().accessLife()).isEqualTo(Duration.ofDays(1));
    assertThat(account.tokens().refreshLife()).isEqualTo(Duration.ofDays(365));
    assertThat(account.endsAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(365)));
  }

  @Test
  void theOpenedAccountPublishesWithItsOwnTokens() {
    Account app = app();
    OpenedAccount opened = onlyAccount(this.connector.exchange(app, allowed(app)));
    SampleFilm film = SampleFilm.small();
    Outcome outcome =
        new TiktokFactory(TestTokens.fresh(this.clock), film, this.clock)
            .open(ConnectorAnswers.connected(app, opened))
            .publish(
                TiktokAccount.post(film),
                new DeliveryMemory(DeliveryKey.of("story"), this.clock).attempt());
    assertThat(outcome).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.refreshes()).isEqualTo(2);
  }

  @Test
  void refusesAConsentThatAllowsTooLittleAndNamesWhatIsMissing() {
    Account app = app();
    Grant grant = new ConsentVisit(this.connector.consent(app)).allowPart();
    assertThat(refusal(this.connector.exchange(app, grant)))
        .contains("lacks video.list:")
        .contains("every permission");
    assertThat(this.tiktok.requests()).noneMatch(CREATOR);
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 400})
  void aCodeIsGoodOnce(int status) {
    this.tiktok.refuseTokensWith(status);
    Account app = app();
    Grant grant = allowed(app);
    this.connector.exchange(app, grant);
    assertThat(refusal(this.connector.exchange(app, grant)))
        .contains("invalid_grant")
        .contains("anew")
        .contains("redirect address");
  }

  /** Its name can wait; the code is used up. */
  @Test
  void opensAnAccountWhoseDayIsUsedUp() {
    this.tiktok.limitPostsTo(0);
    assertThat(onlyAccount(connected()).name()).isEqualTo("afd97af1-0000-4000-8000-000000000000");
  }

  @Test
  void refusesAnAccountThatMayNotPost() {
    this.tiktok.banFromPosting();
    assertThat(refusal(connected())).contains("spam_risk_user_banned_from_posting");
    this.tiktok.failNext(CREATOR, Fault.REFUSE_CREDENTIALS);
    assertThat(refusal(connected())).contains("access_token_invalid");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_DROP",
        "TAKE_THEN_500",
        "TAKE_THEN_STALL",
        "TAKE_THEN_GARBLE",
        "TAKE_THEN_HTML",
        "TAKE_THEN_EMPTY",
        "REFUSE_502",
        "REFUSE_429"
      })
  void triesOnceAndSaysThatAPersonMustBeginAnew(Fault fault) {
    for (Predicate<SimulatorRequest> which : List.of(TOKEN, CREATOR)) {
      long before = this.tiktok.requests().stream().filter(which).count();
      this.tiktok.failNext(which, fault);
      assertThat(failure(connected())).contains("connect the account anew");
      assertThat(this.tiktok.requests().stream().filter(which).count()).isEqualTo(before + 1);
    }
  }

  @Test
  void saysThatNobodyWasReached() {
    Account app = app("base-url", "http://127.0.0.1:1");
    assertThat(failure(this.connector.exchange(app, allowed(app)))).contains("ConnectException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refresh_token", "open_id", "access_token"})
  void opensNothingWhereTiktokLeavesOutWhatItTakes(String field) {
    Map<String, Object> answer =
        new HashMap<>(Map.of("access_token", "act.1", "refresh_token", "rft.1", "open_id", "o-1"));
    answer.remove(field);
    this.tiktok.answerNext(TOKEN, SimulatorReply.json(200, answer));
    assertThat(failure(connected())).contains("anew");
  }

  @Test
  void takesSilenceAboutTheScopesForAll() {
    Account app = app();
    Grant grant = allowed(app);
    String token = onlyAccount(connected()).tokens().accessToken().reveal();
    this.tiktok.answerNext(
        TOKEN,
        SimulatorReply.json(
            200, Map.of("access_token", token, "refresh_token", "rft.1", "open_id", "o-1")));
    OpenedAccount account = onlyAccount(this.connector.exchange(app, grant));
    assertThat(account.id()).isEqualTo("o-1");
    assertThat(account.endsAt()).isNull();
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 400, 401, 403, 500})
  void doesNotRepeatSecretsThatTiktokBlurtsOut(int status) {
    Account app = app();
    try (LogRecording log = new LogRecording()) {
      for (Predicate<SimulatorRequest> which : List.of(TOKEN, CREATOR)) {
        Grant grant = allowed(app);
        List<Secret> secrets =
            List.of(
                grant.code(),
                new Secret(TiktokSimulator.CLIENT_SECRET),
                new Secret("act.simulated-1"),
                new Secret("rft.simulated-1"));
        String all = String.join(" ", secrets.stream().map(Secret::reveal).toList());
        Map<String, Object> blurted =
            which == TOKEN
                ? Map.of("error", "x " + grant.code().reveal(), "error_description", all)
                : Map.of("error", Map.of("code", "x", "message", all));
        this.tiktok.answerNext(which, SimulatorReply.json(status, blurted));
        String said = this.connector.exchange(app, grant) + " " + log.lines();
        assertThat(secrets.subList(0, which == TOKEN ? 2 : 4))
            .allSatisfy(secret -> assertThat(said).doesNotContain(secret.reveal()));
      }
    }
  }
}
