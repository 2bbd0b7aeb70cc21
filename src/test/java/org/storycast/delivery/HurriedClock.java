// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs a hundred times as fast. Processes that begin from the same moment agree on it,
 * so that the pauses of platforms and retries cost a kill test little.
 */
final class HurriedClock extends Clock {

  private static final int FACTOR = 100;

  private final Instant beginning;
  private final Clock clock = Clock.systemUTC();

  HurriedClock(Instant beginning) {
    this.beginning = beginning;
  }

  Instant beginning() {
    return this.beginning;
  }

  @Override
  public Instant instant() {
    Duration passed = Duration.between(this.beginning, this.clock.instant());
    return this.beginning.plus(passed.multipliedBy(FACTOR));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
