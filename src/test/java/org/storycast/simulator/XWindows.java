// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** X's allowances: so many calls of an endpoint in 15 minutes, and perhaps so many in a day. */
final class XWindows {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, Window> windows = new HashMap<>();
  private int dayLimit;

  XWindows(Clock clock) {
    this.clock = clock;
  }

  /** Limits posts in 24 hours as the older plans do; zero lifts it. */
  void limitDay(int posts) {
    this.dayLimit = posts;
  }

  /** Counts one call and answers whether it is still allowed. */
  boolean take(String endpoint, int limit, boolean publishes) {
    Window window = open(endpoint, limit, WINDOW);
    boolean allowed = window.take();
    if (publishes && this.dayLimit > 0) {
      return open("day", this.dayLimit, Duration.ofHours(24)).take() && allowed;
    }
    return allowed;
  }

  private Window open(String name, int limit, Duration length) {
    Window window = this.windows.get(name);
    if (window == null || !this.clock.instant().isBefore(window.reset)) {
      window = new Window(limit, this.clock.instant().plus(length));
      this.windows.put(name, window);
    }
    return window;
  }

  /** The reply with the headers that every answer of the endpoint carries. */
  SimulatorReply mark(SimulatorReply reply, String endpoint, boolean publishes) {
    SimulatorReply marked = this.windows.get(endpoint).mark(reply, "x-rate-limit-");
    return publishes && this.dayLimit > 0
        ? this.windows.get("day").mark(marked, "x-user-limit-24hour-")
        : marked;
  }

  private static final class Window {

    private final int limit;
    private final Instant reset;
    private int used;

    private Window(int limit, Instant reset) {
      this.limit = limit;
      this.reset = reset;
    }

    private boolean take() {
      this.used++;
      return this.used <= this.limit;
    }

    private SimulatorReply mark(SimulatorReply reply, String prefix) {
      return reply
          .with(prefix + "limit", Integer.toString(this.limit))
          .with(prefix + "remaining", Integer.toString(Math.max(0, this.limit - this.used)))
          .with(prefix + "reset", Long.toString(this.reset.getEpochSecond()));
    }
  }
}
