// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.EmailAddress;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.Submission.Stage;

/** What is learnt and counted survives a restart, on both databases. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class ShapingTests {

  private static final EmailAddress ANNA = EmailAddress.parse("anna@gmail.com");
  private static final EmailAddress BELA = EmailAddress.parse("bela@mail.ru");
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-11-20");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TestDatabase database;

  ShapingTests(TestDatabase.Kind kind) {
    this.database = kind.fresh();
  }

  @Test
  void slowsDownTheProviderThatDefersAndNoOther() {
    Shaping shaping = shaping(true);
    busy(shaping);
    shaping.note(ANNA, new Submission.Refused(Stage.DOT, 421, "slow down"));
    assertThat(shaping.take(ANNA, 0, false)).isZero();
    assertThat(waits(shaping)).isPositive();
    assertThat(shaping.take(BELA, 0, false)).isZero();
  }

  @Test
  void remembersAfterARestart() {
    Shaping before = shaping(true);
    busy(before);
    before.note(ANNA, new Submission.Refused(Stage.DOT, 451, "later"));
    before.learn();
    Shaping after = shaping(true);
    after.learn();
    after.take(ANNA, 0, false);
    assertThat(waits(after)).isPositive();
  }

  @Test
  void learnsFromOthersAndForgetsWithThem() {
    Shaping one = shaping(true);
    Shaping other = shaping(true);
    busy(one);
    one.note(ANNA, new Submission.Refused(Stage.DOT, 421, "slow down"));
    one.learn();
    other.learn();
    other.take(ANNA, 0, false);
    assertThat(waits(other)).isPositive();
    for (int minute = 0; minute < 10; minute++) {
      this.clock.advance(Duration.ofSeconds(61));
      one.note(ANNA, new Submission.Taken(250, "ok"));
    }
    one.learn();
    other.learn();
    busy(other);
  }

  @Test
  void readsARefusalOfOneMessageAsNoDeferral() {
    Shaping shaping = shaping(true);
    shaping.note(ANNA, new Submission.Refused(Stage.RECIPIENT, 452, "mailbox full"));
    shaping.note(ANNA, new Submission.Refused(Stage.RECIPIENT, 550, "no such user"));
    busy(shaping);
  }

  @Test
  void leavesEverythingToTheRelayWhereTold() {
    Shaping shaping = shaping(false);
    shaping.note(ANNA, new Submission.Refused(Stage.DOT, 421, "slow down"));
    busy(shaping);
  }

  @Test
  void growsByThePlan() {
    WarmUpProperties plan = new WarmUpProperties(FIRST_DAY, 200, 200_000, 42);
    assertThat(plan.mostOn(FIRST_DAY.minusDays(1))).isEqualTo(200);
    assertThat(plan.mostOn(FIRST_DAY)).isEqualTo(200);
    assertThat(plan.mostOn(FIRST_DAY.plusDays(41))).isEqualTo(200_000);
    assertThat(plan.isOver(FIRST_DAY.plusDays(42))).isTrue();
    assertThatThrownBy(() -> new WarmUpProperties(FIRST_DAY, 0, 10, 42))
        .hasMessageContaining("storycast.mail.warm-up");
  }

  @Test
  void countsTheDay() {
    WarmUpProperties plan = new WarmUpProperties(FIRST_DAY, 200, 200_000, 42);
    WarmUp warmUp = new WarmUp(plan, this.database.jdbc(), this.clock);
    begin(warmUp, 150, 150);
    begin(new WarmUp(plan, this.database.jdbc(), this.clock), 150, 50);
    begin(warmUp, 10, 0);
    this.clock.advance(Duration.ofDays(1));
    begin(warmUp, 10, 10);
  }

  @Test
  void countsNothingWithoutAPlan() {
    WarmUp none =
        new WarmUp(new WarmUpProperties(null, 200, 200_000, 42), this.database.jdbc(), this.clock);
    begin(none, 1_000_000, 1_000_000);
    assertThat(
            this.database.jdbc().sql("SELECT COUNT(*) FROM mailing_day").query(Long.class).single())
        .isZero();
  }

  private void begin(WarmUp warmUp, int wanted, int allowed) {
    this.database
        .transactions()
        .executeWithoutResult(
            status -> {
              assertThat(warmUp.allow(wanted)).isEqualTo(allowed);
              warmUp.begun(allowed);
            });
  }

  private static void busy(Shaping shaping) {
    for (int copy = 0; copy < 20; copy++) {
      assertThat(shaping.take(ANNA, 0, false)).isZero();
    }
  }

  /** Takes until one has to wait. */
  private static Duration waits(Shaping shaping) {
    Duration wait = Duration.ZERO;
    for (int copy = 0; copy < 100 && wait.isZero(); copy++) {
      wait = shaping.take(ANNA, 0, false);
    }
    return wait;
  }

  private Shaping shaping(boolean slowDown) {
    return new Shaping(
        new ShapingProperties(Map.of(), slowDown),
        new ProviderGroups(domain -> Optional.empty(), Runnable::run),
        new PaceRows(this.database.jdbc()),
        this.clock);
  }
}
