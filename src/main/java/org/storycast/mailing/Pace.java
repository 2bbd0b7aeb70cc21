// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/**
 * How fast one group of addresses gets mail: as fast as it goes, or so many a second. A deferral
 * halves the rate; every calm minute raises it by half, until it is where it was.
 *
 * <p>A copy that has no turn now is told when to come back, and those who were told come before
 * those who come for the first time. More urgent issues come before less urgent ones.
 */
final class Pace {

  private static final double UNLIMITED = Double.POSITIVE_INFINITY;
  private static final double SLOWEST = 1.0 / 60;

  /** Where many copies are deferred, one a minute would not bring the others in time. */
  private static final double SLOWEST_SHARE = 1.0 / 32;

  private static final double FASTEST_AFTER_A_DEFERRAL = 100;
  private static final double FACTOR_DOWN = 0.5;
  private static final double FACTOR_UP = 1.5;
  private static final Duration ONE_REACTION = Duration.ofSeconds(5);
  private static final Duration CALM = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final double ceiling;
  private final TreeMap<Integer, Instant> queues = new TreeMap<>();
  private double perSecond;
  private double before;
  private double turns = 1;
  private Instant refilled = Instant.MIN;
  private Instant changed = Instant.MIN;
  private Instant windowBegan = Instant.MIN;
  private int inWindow;
  private double observed;

  /** A pace that nothing has slowed down. */
  Pace(double ceiling) {
    this.ceiling = ceiling;
    this.perSecond = ceiling;
    this.before = ceiling;
  }

  /** Goes on where another process, or the last run, had slowed it down. */
  void resume(double rate, double formerRate, Instant since) {
    this.perSecond = Math.min(rate, this.ceiling);
    this.before = formerRate;
    this.changed = since;
  }

  double perSecond() {
    return this.perSecond;
  }

  /** The rate before it was slowed down. */
  double before() {
    return this.before;
  }

  /** When the rate changed last. */
  Instant changed() {
    return this.changed;
  }

  boolean isSlowed() {
    return this.perSecond < this.ceiling;
  }

  /**
   * Takes a turn.
   *
   * @param urgency of the issue; a higher one goes first
   * @param returning whether the copy comes back at the time it was told
   * @return how long to wait before asking again; zero where it is its turn
   */
  Duration take(Instant now, int urgency, boolean returning) {
    if (this.perSecond == UNLIMITED) {
      observe(now);
      return Duration.ZERO;
    }
    refill(now);
    boolean first = !isQueued(now, urgency, returning);
    if (first && this.turns >= 1) {
      this.turns--;
      observe(now);
      return Duration.ZERO;
    }
    return queue(now, urgency);
  }

  private void refill(Instant now) {
    if (this.refilled.equals(Instant.MIN)) {
      this.refilled = now;
    }
    double gained = seconds(Duration.between(this.refilled, now)) * this.perSecond;
    this.turns = Math.min(this.turns + gained, Math.max(1, this.perSecond));
    this.refilled = now;
  }

  private boolean isQueued(Instant now, int urgency, boolean returning) {
    return this.queues.tailMap(urgency, !returning).values().stream().anyMatch(now::isBefore);
  }

  private Duration queue(Instant now, int urgency) {
    Instant end = this.queues.getOrDefault(urgency, now);
    Instant turn = (end.isBefore(now) ? now : end).plusNanos((long) (1e9 / this.perSecond));
    Duration wait = Duration.between(now, turn);
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      return LONGEST_WAIT;
    }
    this.queues.put(urgency, turn);
    return wait;
  }

  private void observe(Instant now) {
    if (this.windowBegan.equals(Instant.MIN) || !this.windowBegan.plus(WINDOW).isAfter(now)) {
      this.observed =
          this.inWindow == 0 ? 0 : this.inWindow / seconds(Duration.between(this.windowBegan, now));
      this.windowBegan = now;
      this.inWindow = 0;
    }
    this.inWindow++;
  }

  /** The other side has deferred a copy. Answers whether the rate has changed. */
  boolean deferred(Instant now) {
    if (now.isBefore(afterLastChange(ONE_REACTION))) {
      return false;
    }
    double rate = this.perSecond == UNLIMITED ? observedRate(now) : this.perSecond;
    if (!isSlowed()) {
      this.before = rate;
    }
    change(now, Math.max(slowest(), rate * FACTOR_DOWN));
    return true;
  }

  private double slowest() {
    return Math.max(SLOWEST, this.before * SLOWEST_SHARE);
  }

  private double observedRate(Instant now) {
    double elapsed = Math.max(1, seconds(Duration.between(this.windowBegan, now)));
    double rate = Math.max(this.observed, this.inWindow / elapsed);
    return Math.min(FASTEST_AFTER_A_DEFERRAL, Math.max(rate, SLOWEST));
  }

  /** The other side has taken a copy. Answers whether the rate has changed. */
  boolean taken(Instant now) {
    if (!isSlowed() || now.isBefore(afterLastChange(CALM))) {
      return false;
    }
    double faster = this.perSecond * FACTOR_UP;
    change(now, faster > this.before * FACTOR_UP ? this.ceiling : Math.min(faster, this.ceiling));
    return true;
  }

  private void change(Instant now, double rate) {
    if (this.perSecond != UNLIMITED) {
      refill(now);
    }
    this.refilled = now;
    this.perSecond = rate;
    this.turns = Math.min(this.turns, Math.max(1, rate));
    this.changed = now;
    this.queues.clear();
  }

  private Instant afterLastChange(Duration time) {
    return this.changed.equals(Instant.MIN) ? Instant.MIN : this.changed.plus(time);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
