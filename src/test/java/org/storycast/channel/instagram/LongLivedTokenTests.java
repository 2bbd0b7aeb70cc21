// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.Account;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

/** The token of an account by Instagram Login over months. */
class LongLivedTokenTests {

  private static final Predicate<SimulatorRequest> RENEWS =
      request -> request.path().equals("/refresh_access_token");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new DescribedInstagram(this.clock);
  private final TestDatabase database = TestTokens.emptied();

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  /** A process that was just started. */
  private InstagramPublisher publisher() {
    AccessTokens tokens = TestTokens.in(this.database, this.clock);
    Account account =
        InstagramFixtures.account(
            Map.of("base-url", this.instagram.address().toString(), "login", "instagram"));
    return (InstagramPublisher) new InstagramPublisherFactory(tokens, this.clock).open(account);
  }

  private Outcome publish(String occasion) {
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("story", occasion), this.clock);
    InstagramPublisher publisher = publisher();
    publisher.publish(InstagramFixtures.saying(occasion), memory.attempt());
    return publisher.publish(InstagramFixtures.saying(occasion), memory.attempt());
  }

  private long renewals() {
    return this.instagram.requests().stream().filter(RENEWS).count();
  }

  @Test
  void usesAFreshTokenThatCannotBeRenewedYet() {
    assertThat(publish("first")).isInstanceOf(Outcome.Published.class);
    assertThat(renewals()).isEqualTo(1);
    this.clock.advance(Duration.ofHours(12));
    assertThat(publish("second")).isInstanceOf(Outcome.Published.class);
    assertThat(renewals()).isEqualTo(1);
  }

  @Test
  void outlivesTheSixtyDaysByRenewingEveryWeek() {
    for (int week = 0; week < 20; week++) {
      assertThat(publish("week " + week)).as("week %d", week).isInstanceOf(Outcome.Published.class);
      this.clock.advance(Duration.ofDays(7));
    }
    assertThat(renewals()).isBetween(19L, 21L);
  }

  @Test
  void goesOnWithTheTokenWhileInstagramDoesNotRenewIt() {
    this.clock.advance(Duration.ofDays(2));
    this.instagram.answerNext(RENEWS, SimulatorReply.html(502, "Bad gateway"));
    assertThat(publish("first")).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofHours(1));
    assertThat(publish("second")).isInstanceOf(Outcome.Published.class);
    assertThat(renewals()).isEqualTo(2);
  }

  @Test
  void closesWhenTheTokenIsLostAndSaysSoInTheCheckup() {
    this.clock.advance(Duration.ofDays(60));
    assertThat(publish("first"))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> {
              assertThat(closed.reason()).isEqualTo(FailureReason.CREDENTIALS);
              assertThat(closed.detail()).doesNotContain(InstagramSimulator.TOKEN);
            });
    assertThat(publisher().check().verdict()).isEqualTo(Verdict.BAD);
    assertThat(this.instagram.requests()).allMatch(RENEWS);
  }

  @Test
  void keepsTheTokenOutOfAllOtherAddresses() {
    publish("first");
    assertThat(this.instagram.requests())
        .filteredOn(RENEWS.negate())
        .hasSizeGreaterThan(3)
        .noneMatch(it -> it.raw().getUrl().contains(InstagramSimulator.TOKEN));
  }
}
