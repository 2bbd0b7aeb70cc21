// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class PaceTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final int ROUTINE = 0;
  private static final int BREAKING = 1;

  private Instant now = NOON;

  @Test
  void isAsFastAsItGoes() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY);
    for (int copy = 0; copy < 10_000; copy++) {
      assertThat(pace.take(this.now, ROUTINE, false)).isZero();
    }
    assertThat(pace.taken(this.now)).isFalse();
  }

  @Test
  void sendsAThousandAtTheirRateHoweverTheyCome() {
    Pace pace = new Pace(20);
    PriorityQueue<Instant> waiting = new PriorityQueue<>();
    int sent = 0;
    for (int copy = 0; copy < 1000; copy++) {
      sent += come(pace, waiting, false);
    }
    assertThat(sent).isLessThanOrEqualTo(20);
    int visits = 0;
    while (!waiting.isEmpty()) {
      Instant turn = waiting.poll();
      this.now = turn.isAfter(this.now) ? turn : this.now;
      sent += come(pace, waiting, true);
      visits++;
    }
    assertThat(sent).isEqualTo(1000);
    assertThat(Duration.between(NOON, this.now).toSeconds()).isCloseTo(50, within(3L));
    assertThat(visits).as("nobody is told a time for nothing").isLessThan(1200);
  }

  private int come(Pace pace, PriorityQueue<Instant> waiting, boolean returning) {
    Duration wait = pace.take(this.now, ROUTINE, returning);
    if (wait.isZero()) {
      return 1;
    }
    waiting.add(this.now.plus(wait));
    return 0;
  }

  @Test
  void tellsNobodyToWaitForHours() {
    Pace pace = new Pace(0.1);
    Duration longest = Duration.ZERO;
    for (int copy = 0; copy < 1000; copy++) {
      Duration wait = pace.take(this.now, ROUTINE, false);
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertThat(longest).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void letsTheUrgentGoFirst() {
    Pace pace = new Pace(1);
    assertThat(pace.take(this.now, ROUTINE, false)).isZero();
    for (int copy = 0; copy < 100; copy++) {
      assertThat(pace.take(this.now, ROUTINE, false)).isPositive();
    }
    assertThat(pace.take(this.now, BREAKING, false)).isEqualTo(Duration.ofSeconds(1));
    this.now = NOON.plusSeconds(1);
    assertThat(pace.take(this.now, BREAKING, true)).isZero();
    this.now = NOON.plusSeconds(2);
    assertThat(pace.take(this.now, BREAKING, false)).isZero();
    assertThat(pace.take(this.now, BREAKING, false)).isPositive();
    this.now = NOON.plusMillis(2900);
    assertThat(pace.take(this.now, ROUTINE, true)).as("the urgent one waits").isPositive();
  }

  @Test
  void halvesAtADeferralAndComesBackInCalmMinutes() {
    Pace pace = new Pace(40);
    assertThat(pace.deferred(this.now)).isTrue();
    assertThat(pace.perSecond()).isEqualTo(20);
    assertThat(pace.deferred(this.now.plusSeconds(1))).as("the same storm").isFalse();
    this.now = NOON.plusSeconds(6);
    assertThat(pace.deferred(this.now)).isTrue();
    assertThat(pace.perSecond()).isEqualTo(10);
    assertThat(pace.taken(this.now.plusSeconds(30))).as("not calm for long enough").isFalse();
    for (int minute = 0; minute < 4; minute++) {
      this.now = this.now.plusSeconds(61);
      pace.taken(this.now);
    }
    assertThat(pace.perSecond()).isEqualTo(40);
    assertThat(pace.isSlowed()).isFalse();
  }

  @Test
  void slowsAnUnlimitedOneToHalfOfWhatItWas() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY);
    for (int second = 0; second < 20; second++) {
      for (int copy = 0; copy < 30; copy++) {
        pace.take(this.now, ROUTINE, false);
      }
      this.now = this.now.plusSeconds(1);
    }
    assertThat(pace.deferred(this.now)).isTrue();
    assertThat(pace.perSecond()).isCloseTo(15, within(1.0));
    for (int minute = 0; minute < 4; minute++) {
      this.now = this.now.plusSeconds(61);
      pace.taken(this.now);
    }
    assertThat(pace.isSlowed()).isFalse();
  }

  @Test
  void neverStopsAltogether() {
    assertThat(afterAHundredDeferrals(new Pace(64))).isEqualTo(2);
    assertThat(afterAHundredDeferrals(new Pace(0.1))).isEqualTo(1.0 / 60);
  }

  private double afterAHundredDeferrals(Pace pace) {
    for (int storm = 0; storm < 100; storm++) {
      this.now = this.now.plusSeconds(6);
      pace.deferred(this.now);
    }
    return pace.perSecond();
  }

  @Test
  void keepsToItsRateAfterADeferral() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY);
    for (int copy = 0; copy < 500; copy++) {
      pace.take(this.now, ROUTINE, false);
    }
    pace.deferred(this.now);
    double rate = pace.perSecond();
    int sent = 0;
    for (int tick = 0; tick < 300; tick++) {
      this.now = this.now.plusMillis(100);
      for (int copy = 0; copy < 50; copy++) {
        sent += pace.take(this.now, ROUTINE, true).isZero() ? 1 : 0;
      }
    }
    assertThat(sent).isLessThanOrEqualTo((int) (30 * rate + Math.max(1, rate)) + 1);
  }
}
