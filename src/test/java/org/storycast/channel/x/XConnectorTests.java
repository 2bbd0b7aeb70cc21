// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Account;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.XSimulator;

class XConnectorTests {

  private static final Predicate<SimulatorRequest> TOKENS =
      it -> it.path().equals("/2/oauth2/token");
  private static final Predicate<SimulatorRequest> ME = it -> it.path().equals("/2/users/me");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final XSimulator x = new XSimulator(this.clock);
  private final XConnector connector = new XConnector(this.clock);

  @BeforeEach
  void registerTheWayBack() {
    this.x.registerRedirect(ConsentVisit.REDIRECT);
  }

  @AfterEach
  void stop() {
    this.x.close();
  }

  private Account app(String... settings) {
    String address = this.x.address().toString();
    Map<String, String> all = new HashMap<>();
    all.put("base-url", address);
    all.put("consent-url", address + "/i/oauth2/authorize");
    all.put("client-id", XSimulator.CLIENT_ID);
    all.put("timeout", "1s");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return account(all, Map.of("client-secret", new Secret(XSimulator.CLIENT_SECRET)));
  }

  private static Account account(Map<String, String> settings, Map<String, Secret> credentials) {
    return new Account(new ChannelId("x-en"), "x", "en", settings, credentials);
  }

  private Grant granted(Account app) {
    return new ConsentVisit(this.connector.consent(app)).allow();
  }

  private OpenedAccount opened(Account app) {
    return ((Answer.Opened) this.connector.exchange(app, granted(app))).accounts().getFirst();
  }

  private String refusal(Account app, Grant grant) {
    return ((Answer.Refused) this.connector.exchange(app, grant)).reason();
  }

  @Test
  void asksForWhatThePostsNeed() {
    Account app = account(Map.of("client-id", "c"), Map.of("client-secret", new Secret("s")));
    assertThat(this.connector.consent(app).page())
        .isEqualTo(URI.create("https://x.com/i/oauth2/authorize"));
    assertThat(this.connector.consent(app).parameters()).isEqualTo(Map.of("client_id", "c"));
    assertThat(this.connector.consent(app).separator()).isEqualTo(" ");
    assertThat(this.connector.consent(app).challenged()).isTrue();
    assertThat(this.connector.consent(app).scopes())
        .containsExactly("tweet.read", "tweet.write", "users.read", "offline.access");
    assertThat(this.connector.consent(app("form", "pictures")).scopes())
        .containsExactly(
            "tweet.read", "tweet.write", "users.read", "media.write", "offline.access");
  }

  @Test
  void namesWhatTheAppLacks() {
    Map<String, Secret> secret = Map.of("client-secret", new Secret("s"));
    assertNamed("settings.client-id", account(Map.of(), secret));
    assertNamed("credentials.client-secret", account(Map.of("client-id", "c"), Map.of()));
    assertNamed("settings.form", app("form", "song"));
    assertNamed("settings.consent-url", app("consent-url", "x.com"));
  }

  private void assertNamed(String name, Account app) {
    assertThatThrownBy(() -> this.connector.consent(app))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining(name);
  }

  @Test
  void opensTheAccountThatAllowedIt() {
    OpenedAccount opened = opened(app());
    assertThat(opened.id()).isEqualTo(XSimulator.USER_ID);
    assertThat(opened.name()).isEqualTo("@steppecourier");
    assertThat(opened.settings())
        .isEqualTo(Map.of("user-id", XSimulator.USER_ID, "username", XSimulator.USERNAME));
    assertThat(opened.credentials())
        .isEqualTo(Map.of("refresh-token", new Secret(this.x.refreshToken())));
    assertThat(opened.tokens().accessLife()).isEqualTo(Duration.ofHours(2));
    assertThat(opened.endsAt()).isNull();
  }

  @Test
  void leavesTheOperatorsSpellingOfTheName() {
    assertThat(opened(app("username", "SteppeCourier")).settings())
        .containsEntry("username", "SteppeCourier");
    assertThat(opened(app("user-id", XSimulator.USER_ID, "username", "oldname")).settings())
        .isEqualTo(Map.of("user-id", XSimulator.USER_ID));
    assertThat(opened(app("username", "somebody")).settings())
        .containsEntry("username", XSimulator.USERNAME);
  }

  @Test
  void opensAChannelThatPublishesThoughOtherCredentialsAreConfigured() {
    OpenedAccount opened = opened(app());
    Account signed = XFixtures.account(this.x.address());
    Map<String, String> settings = new HashMap<>(app().settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(signed.credentials());
    credentials.putAll(app().credentials());
    credentials.putAll(opened.credentials());
    DeliveryKey key = DeliveryKey.of("story");
    Outcome outcome =
        new XPublisherFactory(TestTokens.fresh(this.clock), new SamplePictures(), this.clock)
            .open(account(settings, credentials))
            .publish(XFixtures.post(key), new DeliveryMemory(key, this.clock).attempt());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    assertThat(this.x.requests().getLast().bearer()).isPresent();
  }

  @Test
  void refusesACodeThatWasUsedOrIsTooOld() {
    Account app = app();
    Grant grant = granted(app);
    this.connector.exchange(app, grant);
    assertThat(refusal(app, grant)).contains("invalid_request", "Connect the account anew");
    Grant late = granted(app);
    this.clock.advance(Duration.ofSeconds(30));
    assertThat(refusal(app, late)).contains("invalid_request");
  }

  @Test
  void saysThatTheAppsSecretIsWrong() {
    Account app = account(app().settings(), Map.of("client-secret", new Secret("another")));
    assertThat(refusal(app, granted(app))).contains("unauthorized_client", "its secret");
  }

  @Test
  void namesTheScopesThatAreMissing() {
    Account app = app("form", "film");
    Grant grant = new ConsentVisit(this.connector.consent(app)).allowPart();
    assertThat(refusal(app, grant))
        .contains("tweet.write, users.read, media.write, offline.access");
    assertThat(this.x.requests()).noneMatch(ME);
  }

  @Test
  void needsARefreshTokenAndTakesSilenceAboutScopesForAll() {
    Map<String, Object> answer = Map.of("token_type", "bearer", "access_token", "bearer-9");
    this.x.answerNext(TOKENS, SimulatorReply.json(200, answer));
    assertThat(refusal(app(), granted(app()))).contains("offline.access");
  }

  @Test
  void saysThatThereAreNoCreditsToLookTheAccountUp() {
    this.x.fund(0, true);
    assertThat(refusal(app(), granted(app()))).contains("buy credits");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "REFUSE_502",
        "REFUSE_429",
        "TAKE_THEN_HTML",
        "TAKE_THEN_GARBLE",
        "TAKE_THEN_EMPTY",
        "TAKE_THEN_STALL"
      })
  void triesOnceAndSaysWhenNoUsableAnswerCame(Fault fault) {
    for (Predicate<SimulatorRequest> which : List.of(TOKENS, ME)) {
      Grant grant = granted(app());
      this.x.failNext(which, fault);
      long before = exchanges();
      assertThat(this.connector.exchange(app(), grant)).isInstanceOf(Answer.Failed.class);
      assertThat(exchanges() - before).isEqualTo(1);
    }
  }

  @Test
  void sendsACodeOnceThoughTheConnectionDrops() {
    opened(app());
    Grant grant = granted(app());
    long before = exchanges();
    this.x.failNext(TOKENS, Fault.REFUSE_DROP);
    assertThat(this.connector.exchange(app(), grant)).isInstanceOf(Answer.Failed.class);
    assertThat(exchanges() - before).isEqualTo(1);
  }

  private long exchanges() {
    return this.x.requests().stream().filter(TOKENS).count();
  }

  @Test
  void failsWhereXNamesNobody() {
    for (Object user : List.of(Map.of("id", "x", "username", "a"), Map.of("id", "1"), "me")) {
      Grant grant = granted(app());
      this.x.answerNext(ME, SimulatorReply.json(200, Map.of("data", user)));
      assertThat(this.connector.exchange(app(), grant)).isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void reachesNobodyWithoutThrowing() {
    Grant grant = granted(app());
    Account app = app();
    this.x.close();
    assertThat(this.connector.exchange(app, grant)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void showsNoSecretThatXRepeats() {
    Account app = app();
    Grant grant = granted(app);
    String secrets =
        grant.code().reveal() + grant.verifier().orElseThrow().reveal() + XSimulator.CLIENT_SECRET;
    Map<String, Object> error = Map.of("error", "invalid_request", "error_description", secrets);
    this.x.answerNext(TOKENS, SimulatorReply.json(400, error));
    assertThat(refusal(app, grant)).contains("*********").doesNotContain(secrets);
    Grant next = granted(app);
    this.x.answerNext(
        ME, SimulatorReply.json(403, Map.of("title", "Forbidden", "detail", "bearer-1 refresh-1")));
    assertThat(refusal(app, next)).contains("*** ***").doesNotContain("bearer-1", "refresh-1");
  }
}
