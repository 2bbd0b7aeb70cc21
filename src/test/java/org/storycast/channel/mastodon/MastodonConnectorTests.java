// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.storycast.channel.Checks;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Publisher;
import org.storycast.channel.Secret;
import org.storycast.channel.support.AccountConnector.Answer;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.channel.support.Grant;
import org.storycast.channel.support.OpenedAccount;
import org.storycast.simulator.Fault;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class MastodonConnectorTests {

  private static final Predicate<SimulatorRequest> TOKENS = it -> it.path().equals("/oauth/token");
  private static final Predicate<SimulatorRequest> OWN =
      it -> it.path().equals("/api/v1/accounts/verify_credentials");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final MastodonSimulator mastodon = new MastodonSimulator(this.clock);
  private final MastodonConnector connector = new MastodonConnector();

  @BeforeEach
  void registerTheWayBack() {
    this.mastodon.registerRedirect(ConsentVisit.REDIRECT);
  }

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  private Account app(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("base-url", this.mastodon.address().toString());
    all.put("client-id", MastodonSimulator.CLIENT_ID);
    all.put("timeout", "1s");
    for (int name = 0; name < settings.length; name += 2) {
      all.put(settings[name], settings[name + 1]);
    }
    return account(all, Map.of("client-secret", new Secret(MastodonSimulator.CLIENT_SECRET)));
  }

  private static Account account(Map<String, String> settings, Map<String, Secret> credentials) {
    return new Account(new ChannelId("mastodon-en"), "mastodon", "en", settings, credentials);
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
  void asksTheInstanceForWhatThePostsNeed() {
    assertThat(this.connector.consent(app()).page())
        .isEqualTo(this.mastodon.address().resolve("/oauth/authorize"));
    assertThat(this.connector.consent(app()).scopes())
        .containsExactly("write:statuses", "read:statuses", "read:accounts");
    assertThat(this.connector.consent(app("pictures", "2")).scopes()).contains("write:media");
    assertThat(this.connector.consent(app()).challenged()).isTrue();
  }

  @Test
  void namesWhatTheAppLacks() {
    Map<String, Secret> secret = Map.of("client-secret", new Secret("s"));
    assertNamed("settings.client-id", account(Map.of("base-url", "https://a.example"), secret));
    assertNamed("settings.base-url", account(Map.of("client-id", "c"), secret));
    assertNamed("credentials.client-secret", account(app().settings(), Map.of()));
  }

  private void assertNamed(String name, Account app) {
    assertThatThrownBy(() -> this.connector.consent(app))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining(name);
  }

  @Test
  void opensTheAccountWithATokenWithoutEnd() {
    OpenedAccount opened = opened(app());
    assertThat(opened.id()).isEqualTo(MastodonSimulator.ACCOUNT_ID);
    assertThat(opened.name()).isEqualTo("@steppecourier on 127.0.0.1");
    assertThat(opened.settings()).isEqualTo(Map.of("account-id", MastodonSimulator.ACCOUNT_ID));
    assertThat(opened.credentials()).containsOnlyKeys("access-token");
    assertThat(opened.tokens()).isNull();
    assertThat(opened.endsAt()).isNull();
  }

  @Test
  void opensAChannelThatPublishesAndIsSound() {
    Account app = app("pictures", "1");
    OpenedAccount opened = opened(app);
    Map<String, String> settings = new HashMap<>(app.settings());
    settings.putAll(opened.settings());
    Map<String, Secret> credentials = new HashMap<>(app.credentials());
    credentials.putAll(opened.credentials());
    Publisher publisher =
        new MastodonPublisherFactory(MastodonFixtures.FILES, this.clock)
            .open(account(settings, credentials));
    DeliveryKey key = DeliveryKey.of("story");
    assertThat(
            publisher.publish(
                MastodonFixtures.showing(key, 80), new DeliveryMemory(key, this.clock).attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(((Checks) publisher).check().verdict()).isEqualTo(Checkup.Verdict.GOOD);
  }

  @Test
  void refusesWhatTheInstanceRefuses() {
    Account app = app();
    Grant grant = granted(app);
    this.connector.exchange(app, grant);
    assertThat(refusal(app, grant)).contains("invalid_grant");
    Account stranger = account(app.settings(), Map.of("client-secret", new Secret("another")));
    assertThat(refusal(stranger, granted(stranger))).contains("invalid_client", "its secret");
  }

  @Test
  void namesTheScopesThatAreMissingAndTakesTheWholeForItsParts() {
    Grant grant = new ConsentVisit(this.connector.consent(app())).allowPart();
    assertThat(refusal(app(), grant)).contains("read:statuses, read:accounts");
    Map<String, Object> whole =
        Map.of("access_token", MastodonSimulator.TOKEN, "scope", "read write");
    this.mastodon.answerNext(TOKENS, SimulatorReply.json(200, whole));
    assertThat(opened(app()).id()).isEqualTo(MastodonSimulator.ACCOUNT_ID);
  }

  @Test
  void refusesAnAccountThatMayNotLogIn() {
    this.mastodon.answerNext(
        OWN, SimulatorReply.json(403, Map.of("error", "Your login is currently disabled")));
    assertThat(refusal(app(), granted(app()))).contains("currently disabled", "Log in");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSE_502", "REFUSE_429", "TAKE_THEN_HTML", "TAKE_THEN_EMPTY", "TAKE_THEN_STALL"})
  void triesOnceAndSaysWhenNoUsableAnswerCame(Fault fault) {
    for (Predicate<SimulatorRequest> which : List.of(TOKENS, OWN)) {
      Grant grant = granted(app());
      this.mastodon.failNext(which, fault);
      long before = exchanges();
      assertThat(this.connector.exchange(app(), grant)).isInstanceOf(Answer.Failed.class);
      assertThat(exchanges() - before).isEqualTo(1);
    }
  }

  private long exchanges() {
    return this.mastodon.requests().stream().filter(TOKENS).count();
  }

  @Test
  void showsNoSecretThatTheInstanceRepeats() {
    Grant grant = granted(app());
    String secrets = "mastodon-given-token-1 " + grant.code().reveal();
    this.mastodon.answerNext(OWN, SimulatorReply.json(401, Map.of("error", secrets)));
    assertThat(refusal(app(), grant)).contains("\"*** ***\"");
  }
}
