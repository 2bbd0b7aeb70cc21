// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network's limits: so many points in a window that begins with the first. */
final class BlueskyRates {

  private final Clock clock;
  private final Map<Window, Count> counts = new HashMap<>();

  BlueskyRates(Clock clock) {
    this.clock = clock;
  }

  /** What is limited. */
  enum Window {
    CALLS(3_000, Duration.ofMinutes(5)),
    LOG_INS(30, Duration.ofMinutes(5)),
    LOG_INS_A_DAY(300, Duration.ofDays(1)),
    WRITES(5_000, Duration.ofHours(1)),
    WRITES_A_DAY(35_000, Duration.ofDays(1)),
    UPLOADS(1_000, Duration.ofDays(1));

    private final int limit;
    private final Duration length;

    Window(int limit, Duration length) {
      this.limit = limit;
      this.length = length;
    }
  }

  private record Count(Instant end, int used) {}

  private Count count(Window window) {
    Count count = this.counts.get(window);
    return count == null || !this.clock.instant().isBefore(count.end())
        ? new Count(this.clock.instant().plus(window.length), 0)
        : count;
  }

  /** Counts; ends with a refusal when one of the windows has no room. */
  void take(int points, Window... windows) {
    for (Window window : windows) {
      Count count = count(window);
      if (count.used() + points > window.limit) {
        Duration wait = Duration.between(this.clock.instant(), count.end());
        throw new BlueskyReplies.Refused(
            mark(BlueskyReplies.tooMany(wait.plusMillis(999)), List.of(window)));
      }
      this.counts.put(window, new Count(count.end(), count.used() + points));
    }
  }

  void useUp(Window window) {
    this.counts.put(window, new Count(count(window).end(), window.limit));
  }

  /** Leaves room for so many points. */
  void leave(int points, Window window) {
    this.counts.put(window, new Count(count(window).end(), window.limit - points));
  }

  /** The reply with the headers about the limit that is closest. */
  SimulatorReply mark(SimulatorReply reply, List<Window> windows) {
    Window closest = windows.getFirst();
    for (Window window : windows) {
      closest = left(window) < left(closest) ? window : closest;
    }
    return reply
        .with("RateLimit-Limit", Integer.toString(closest.limit))
        .with("RateLimit-Remaining", Integer.toString(left(closest)))
        .with("RateLimit-Reset", Long.toString(count(closest).end().getEpochSecond()))
        .with("RateLimit-Policy", closest.limit + ";w=" + closest.length.toSeconds());
  }

  private int left(Window window) {
    return window.limit - count(window).used();
  }
}
