// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever shows wrong tokens. It counts wrong ones only and never keeps a right one out
 * of the API: a forgotten script with a revoked token must not lock out its neighbours behind the
 * same address, and 256 random bits are not guessed.
 */
@Component
public class LoginThrottle {

  private static final int MOST_ADDRESSES = 10_000;

  private final AccessProperties properties;
  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  LoginThrottle(AccessProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** How long this address has to wait; zero where it need not. */
  public synchronized Duration waitFor(String address) {
    Failures known = this.failures.get(address);
    Instant now = this.clock.instant();
    if (known == null || known.count() < this.properties.attempts() || isOver(known, now)) {
      return Duration.ZERO;
    }
    return Duration.between(now, known.since().plus(this.properties.attemptsPeriod()));
  }

  /** Remembers that this address showed a wrong token. */
  public synchronized void failed(String address) {
    Instant now = this.clock.instant();
    Failures known = this.failures.get(address);
    this.failures.put(
        address,
        known == null || isOver(known, now)
            ? new Failures(now, 1)
            : new Failures(known.since(), known.count() + 1));
  }

  private boolean isOver(Failures known, Instant now) {
    return !now.isBefore(known.since().plus(this.properties.attemptsPeriod()));
  }

  private record Failures(Instant since, int count) {}
}
