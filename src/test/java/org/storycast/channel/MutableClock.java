// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class MutableClock extends Clock {

  private volatile Instant now;

  /** Stands at the given moment. */
  public MutableClock(Instant now) {
    this.now = now;
  }

  /** Moves forward. */
  public void advance(Duration by) {
    this.now = this.now.plus(by);
  }

  /** Moves to a moment. */
  public void set(Instant moment) {
    this.now = moment;
  }

  @Override
  public Instant instant() {
    return this.now;
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
