// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Duration;

/**
 * How often an account may publish.
 *
 * @param permits how many publications within the period; also the burst
 * @param period the period
 */
public record RateLimit(int permits, Duration period) {

  public RateLimit {
    if (permits < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("A rate limit needs a permit and a period");
    }
  }

  /** The time that one publication uses up. */
  public Duration spacing() {
    return this.period.dividedBy(this.permits);
  }
}
