// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Secret;
import org.storycast.channel.UnknownChannelException;
import org.storycast.database.TestDatabase;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class ConnectionDeskTests {

  private static final ChannelId CHANNEL = new ChannelId("pigeon-en");
  private static final Starter OLGA = new Starter(UUID.randomUUID(), "olga");
  private static final Map<String, String> CODE = Map.of("code", "c/o+d e");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final ConnectedPlatform platform = new ConnectedPlatform();
  private final TestDatabase database;
  private Replica replica;

  ConnectionDeskTests(TestDatabase.Kind kind) {
    this.database = kind.fresh();
    this.replica = Replica.of(this.database, this.clock, this.platform);
  }

  @AfterEach
  void stop() {
    this.replica.close();
  }

  @Test
  void sendsThePersonWithAllThatThePlatformMustKnow() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    assertThat(begun.page().toString())
        .startsWith("https://pigeons.example/consent?response_type=code&client_id=app%201%262&")
        .contains("&redirect_uri=https%3A%2F%2Fnews.example%2Fconnect%2Fcarrier-pigeon&")
        .contains("&scope=fly%20coo&state=")
        .matches(".*&code_challenge=[A-Za-z0-9_-]{43}&code_challenge_method=S256");
    assertThat(begun.expiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(state(begun)).isNotEqualTo(state(desk().begin(CHANNEL, OLGA)));
  }

  @Test
  void sendsNoChallengeToAPlatformThatTakesNone() {
    restart(Map.of("challenged", "false"), Map.of());
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    assertThat(begun.page().toString()).doesNotContain("challenge");
    connect(begun, opened("1"));
    assertThat(this.platform.grants().getLast().verifier()).isEmpty();
  }

  @Test
  void connectsTheAccountAndOpensTheChannelWithIt() {
    assertThat(channels().off()).containsKey(CHANNEL);
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    assertThat(connect(begun, opened("1"))).isEqualTo(new ConnectionEnd.Connected("Loft 1"));
    Grant grant = this.platform.grants().getLast();
    assertThat(grant.code()).isEqualTo(new Secret("c/o+d e"));
    assertThat(grant.redirect()).isEqualTo(begun.redirect());
    assertThat(grant.verifier()).isPresent();
    assertThat(channels().off()).doesNotContainKey(CHANNEL);
    assertThat(this.platform.lastOpened().setting("loft")).isEqualTo("1");
    assertThat(this.platform.lastOpened().credential("ring")).isEqualTo(new Secret("ring-1"));
    Connection connection = connections().of(CHANNEL).orElseThrow();
    assertThat(connection.name()).isEqualTo("Loft 1");
    assertThat(connection.by()).isEqualTo("olga");
    assertThat(this.replica.get(KeptCredentials.class).of(CHANNEL))
        .contains(this.clock.instant().plus(Duration.ofDays(180)));
  }

  @Test
  void usesTheFirstTokensWithoutAskingForOthers() {
    connect(desk().begin(CHANNEL, OLGA), opened("1"));
    Secret seed = this.platform.lastOpened().credential("ring");
    TokenEndpoint nobody =
        token -> {
          throw new AssertionError("There is a good token");
        };
    assertThat(this.replica.get(AccessTokens.class).of(CHANNEL, seed, nobody).current())
        .isEqualTo(new Access.Granted(new Secret("access-ring-1")));
  }

  @Test
  void isStillConnectedAfterARestart() {
    connect(desk().begin(CHANNEL, OLGA), opened("1"));
    restart(Map.of(), Map.of());
    assertThat(channels().find(CHANNEL)).isPresent();
  }

  @Test
  void isGoodOnce() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    connect(begun, opened("1"));
    assertThat(connect(begun, opened("2"))).isEqualTo(new ConnectionEnd.Stale());
    assertThat(this.platform.grants()).hasSize(1);
  }

  @Test
  void isGoodInItsOwnBrowserOnly() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    BegunConnection other = desk().begin(CHANNEL, OLGA);
    assertThat(desk().finish(state(begun), other.browser(), CODE))
        .isEqualTo(new ConnectionEnd.Stale());
    assertThat(desk().finish(new Secret("guessed"), begun.browser(), CODE))
        .isEqualTo(new ConnectionEnd.Stale());
    assertThat(this.platform.grants()).isEmpty();
    assertThat(connect(begun, opened("1"))).isInstanceOf(ConnectionEnd.Connected.class);
  }

  @Test
  void isGoodForTenMinutes() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    this.clock.advance(Duration.ofMinutes(10));
    assertThat(connect(begun, opened("1"))).isEqualTo(new ConnectionEnd.Stale());
  }

  @Test
  void isOfOneKindOnly() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    assertThat(desk().returned("x", state(begun))).isEmpty();
    assertThat(desk().returned(ConnectedPlatform.KIND, state(begun)))
        .hasValueSatisfying(it -> assertThat(it.starter()).isEqualTo(OLGA));
  }

  @Test
  void saysWhatThePlatformSaid() {
    BegunConnection denied = desk().begin(CHANNEL, OLGA);
    assertThat(
            desk()
                .finish(
                    state(denied),
                    denied.browser(),
                    Map.of("error", "access_denied", "error_description", "The user said no")))
        .isInstanceOfSatisfying(
            ConnectionEnd.Refused.class,
            it -> assertThat(it.reason()).contains("Nothing was allowed", "The user said no"));
    BegunConnection empty = desk().begin(CHANNEL, OLGA);
    assertThat(desk().finish(state(empty), empty.browser(), Map.of()))
        .isInstanceOf(ConnectionEnd.Refused.class);
    assertThat(connections().of(CHANNEL)).isEmpty();
    assertThat(this.platform.grants()).isEmpty();
  }

  @Test
  void changesNothingWhereTheExchangeFails() {
    connect(desk().begin(CHANNEL, OLGA), opened("1"));
    assertThat(connect(again(), new AccountConnector.Answer.Failed("HTTP 503")))
        .isEqualTo(new ConnectionEnd.Failed("HTTP 503"));
    assertThat(connect(again(), new AccountConnector.Answer.Refused("invalid_grant")))
        .isEqualTo(new ConnectionEnd.Refused("invalid_grant"));
    assertThat(channels().find(CHANNEL)).isPresent();
    assertThat(this.platform.lastOpened().credential("ring")).isEqualTo(new Secret("ring-1"));
  }

  @Test
  void letsThePersonChooseAmongSeveral() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    assertThat(connect(begun, opened("1", "2"))).isEqualTo(new ConnectionEnd.ToChoose(begun.id()));
    assertThat(connections().of(CHANNEL)).isEmpty();
    assertThat(desk().choices(begun.id(), OLGA))
        .containsExactly(Map.entry("1", "Loft 1"), Map.entry("2", "Loft 2"));
    Starter other = new Starter(UUID.randomUUID(), "igor");
    assertThat(desk().choices(begun.id(), other)).isEmpty();
    assertThatThrownBy(() -> desk().choose(begun.id(), "1", other))
        .isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> desk().choose(begun.id(), "3", OLGA))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(desk().choose(begun.id(), "2", OLGA)).isEqualTo("Loft 2");
    assertThat(this.platform.lastOpened().setting("loft")).isEqualTo("2");
    assertThatThrownBy(() -> desk().choose(begun.id(), "1", OLGA))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void forgetsTheChoiceAfterTenMinutes() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    connect(begun, opened("1", "2"));
    this.clock.advance(Duration.ofMinutes(10));
    assertThat(desk().choices(begun.id(), OLGA)).isEmpty();
    assertThatThrownBy(() -> desk().choose(begun.id(), "1", OLGA)).hasMessageContaining("too late");
  }

  @Test
  void takesTheConfiguredAccountAndNoOther() {
    restart(Map.of("loft", "2"), Map.of());
    assertThat(connect(again(), opened("1", "2"))).isEqualTo(new ConnectionEnd.Connected("Loft 2"));
    restart(Map.of("loft", "3"), Map.of());
    assertThat(channels().off().get(CHANNEL))
        .contains("storycast.channels.pigeon-en.settings.loft", "\"3\"", "Loft 2", "disconnect");
    assertThat(connect(again(), opened("1", "2")))
        .isInstanceOfSatisfying(
            ConnectionEnd.Refused.class,
            it -> assertThat(it.reason()).contains("Loft 1, Loft 2", "loft 3", "log in"));
  }

  @Test
  void connectsTheSameAccountAgainAndNoOther() {
    connect(again(), opened("1"));
    assertThat(connect(again(), opened("2")))
        .isInstanceOfSatisfying(
            ConnectionEnd.Refused.class,
            it -> assertThat(it.reason()).contains("Loft 2", "speaks as Loft 1", "disconnect"));
    assertThat(
            connect(
                again(),
                new AccountConnector.Answer.Opened(
                    List.of(
                        ConnectedPlatform.account("2", "other"),
                        ConnectedPlatform.account("1", "newer")))))
        .isEqualTo(new ConnectionEnd.Connected("Loft 1"));
    assertThat(this.platform.lastOpened().credential("ring")).isEqualTo(new Secret("newer"));
  }

  @Test
  void disconnects() {
    connect(again(), opened("1"));
    assertThat(connections().disconnect(CHANNEL, "olga")).isTrue();
    assertThat(connections().of(CHANNEL)).isEmpty();
    assertThat(channels().off().get(CHANNEL)).contains("credentials.ring");
    assertThat(connections().disconnect(CHANNEL, "olga")).isFalse();
    assertThat(connect(again(), opened("2"))).isEqualTo(new ConnectionEnd.Connected("Loft 2"));
  }

  @Test
  void countsBeforeConfiguredCredentials() {
    restart(Map.of(), Map.of("ring", "configured"));
    connect(again(), opened("1"));
    assertThat(this.platform.lastOpened().credential("ring")).isEqualTo(new Secret("ring-1"));
    connections().disconnect(CHANNEL, "olga");
    assertThat(this.platform.lastOpened().credential("ring")).isEqualTo(new Secret("configured"));
  }

  @Test
  void staysOffAndSaysWhyWhereTheKeyIsAnother() {
    connect(again(), opened("1"));
    this.replica.close();
    this.replica = Replica.withAnotherKey(this.database, this.clock, this.platform);
    assertThat(channels().off().get(CHANNEL)).contains("Loft 1", "storycast.secret-key");
    assertThat(connect(again(), opened("1"))).isInstanceOf(ConnectionEnd.Connected.class);
    assertThat(channels().find(CHANNEL)).isPresent();
  }

  @Test
  void storesNoSecretInTheClear() {
    BegunConnection begun = desk().begin(CHANNEL, OLGA);
    BegunConnection several = desk().begin(CHANNEL, OLGA);
    connect(several, opened("1", "2"));
    connect(begun, opened("1"));
    String all =
        List.of("account_connection", "connection_attempt", "oauth_token").stream()
            .map(it -> this.database.jdbc().sql("SELECT * FROM " + it).query().listOfRows())
            .toList()
            .toString();
    assertThat(all)
        .contains("pigeon-en", "Loft 1")
        .doesNotContain(
            "ring-1",
            state(begun).reveal(),
            begun.browser().reveal(),
            this.platform.grants().getLast().verifier().orElseThrow().reveal());
  }

  @Test
  void saysWhatIsMissing() {
    restart(Map.of("client-id", ""), Map.of());
    assertThatThrownBy(() -> desk().begin(CHANNEL, OLGA))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings.client-id");
    assertThatThrownBy(() -> desk().begin(new ChannelId("nobody"), OLGA))
        .isInstanceOf(UnknownChannelException.class);
    assertThatThrownBy(() -> desk().begin(new ChannelId("unknown"), OLGA))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("docs/channels");
    assertThat(desk().isOffered(CHANNEL)).isTrue();
    assertThat(desk().isOffered(new ChannelId("unknown"))).isFalse();
    assertThat(desk().isOffered(new ChannelId("nobody"))).isFalse();
  }

  private void restart(Map<String, String> settings, Map<String, String> credentials) {
    this.replica.close();
    this.replica = Replica.of(this.database, this.clock, this.platform, settings, credentials);
  }

  private BegunConnection again() {
    return desk().begin(CHANNEL, OLGA);
  }

  private ConnectionEnd connect(BegunConnection begun, AccountConnector.Answer answer) {
    this.platform.answer(answer);
    return desk().finish(state(begun), begun.browser(), CODE);
  }

  private static AccountConnector.Answer opened(String... ids) {
    return new AccountConnector.Answer.Opened(
        List.of(ids).stream().map(id -> ConnectedPlatform.account(id, "ring-" + id)).toList());
  }

  private static Secret state(BegunConnection begun) {
    return new Secret(begun.page().getQuery().replaceAll("(^|.*&)state=([^&]*).*", "$2"));
  }

  private ConnectionDesk desk() {
    return this.replica.get(ConnectionDesk.class);
  }

  private AccountConnections connections() {
    return this.replica.get(AccountConnections.class);
  }

  private Channels channels() {
    return this.replica.get(Channels.class);
  }
}
