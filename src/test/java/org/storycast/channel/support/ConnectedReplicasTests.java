// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Secret;
import org.storycast.database.TestDatabase;

/** An account is connected on one replica while another still has what was before. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class ConnectedReplicasTests {

  private static final ChannelId CHANNEL = new ChannelId("pigeon-en");
  private static final Starter OLGA = new Starter(UUID.randomUUID(), "olga");
  private static final Secret CONFIGURED = new Secret("configured");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final ConnectedPlatform here = new ConnectedPlatform();
  private final ConnectedPlatform there = new ConnectedPlatform();
  private final Replica one;
  private final Replica other;
  private final AtomicInteger refreshes = new AtomicInteger();

  ConnectedReplicasTests(TestDatabase.Kind kind) {
    TestDatabase database = kind.fresh();
    Map<String, String> credentials = Map.of("ring", CONFIGURED.reveal());
    this.one = Replica.of(database, this.clock, this.here, Map.of(), credentials);
    this.other = Replica.of(database, this.clock, this.there, Map.of(), credentials);
  }

  @AfterEach
  void stop() {
    this.one.close();
    this.other.close();
  }

  @Test
  void theOtherOpensTheChannelAtItsNextLook() {
    connect("1");
    assertThat(this.there.lastOpened().credential("ring")).isEqualTo(CONFIGURED);
    assertThat(this.other.get(Channels.class).isCurrent(channelThere())).isFalse();
    look();
    assertThat(this.there.lastOpened().credential("ring")).isEqualTo(new Secret("ring-1"));
    assertThat(this.other.get(Channels.class).isCurrent(channelThere())).isTrue();
    this.one.get(AccountConnections.class).disconnect(CHANNEL, "olga");
    look();
    assertThat(this.there.lastOpened().credential("ring")).isEqualTo(CONFIGURED);
  }

  @Test
  void nothingIsOpenedAnewWithoutNeed() {
    connect("1");
    look();
    var channel = channelThere();
    look();
    assertThat(channelThere()).isSameAs(channel);
  }

  @Test
  void theOldCredentialDoesNotReplaceTheConnectedOne() {
    AccountTokens old = tokens(this.other, CONFIGURED);
    assertThat(old.current()).isEqualTo(new Access.Granted(new Secret("refreshed-1")));
    connect("1");
    assertThat(old.current())
        .isInstanceOfSatisfying(
            Access.TryLater.class, it -> assertThat(it.detail()).contains("connected anew"));
    assertThat(old.insteadOf(new Secret("refreshed-1"))).isInstanceOf(Access.TryLater.class);
    assertThat(tokens(this.one, new Secret("ring-1")).current())
        .isEqualTo(new Access.Granted(new Secret("access-ring-1")));
    assertThat(this.refreshes).hasValue(1);
  }

  @Test
  void theTokensAreRefreshedOnceForBoth() {
    connect("1");
    this.clock.advance(Duration.ofHours(3));
    Access first = tokens(this.one, new Secret("ring-1")).current();
    assertThat(tokens(this.other, new Secret("ring-1")).current()).isEqualTo(first);
    assertThat(this.refreshes).hasValue(1);
  }

  @Test
  void theConfiguredCredentialCountsAgainOnceTheAccountIsDisconnected() {
    connect("1");
    this.one.get(AccountConnections.class).disconnect(CHANNEL, "olga");
    assertThat(tokens(this.other, CONFIGURED).current())
        .isEqualTo(new Access.Granted(new Secret("refreshed-1")));
  }

  private void connect(String id) {
    ConnectionDesk desk = this.one.get(ConnectionDesk.class);
    this.here.answer(
        new AccountConnector.Answer.Opened(List.of(ConnectedPlatform.account(id, "ring-" + id))));
    BegunConnection begun = desk.begin(CHANNEL, OLGA);
    String state = begun.page().getQuery().replaceAll("(^|.*&)state=([^&]*).*", "$2");
    assertThat(desk.finish(new Secret(state), begun.browser(), Map.of("code", "code")))
        .isInstanceOf(ConnectionEnd.Connected.class);
  }

  private void look() {
    this.other.get(ConnectionWatch.class).look();
  }

  private org.storycast.channel.Channel channelThere() {
    return this.other.get(Channels.class).get(CHANNEL);
  }

  private AccountTokens tokens(Replica replica, Secret seed) {
    return replica
        .get(AccessTokens.class)
        .of(
            CHANNEL,
            seed,
            token ->
                new TokenEndpoint.Answer.Given(
                    new Secret("refreshed-" + this.refreshes.incrementAndGet()),
                    Duration.ofHours(2),
                    null,
                    null));
  }
}
