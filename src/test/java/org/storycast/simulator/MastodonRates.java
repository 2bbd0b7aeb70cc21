// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mastodon's limits: so many calls in a window that is aligned to the clock. */
final class MastodonRates {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final Map<String, Integer> used = new HashMap<>();

  MastodonRates(Clock clock) {
    this.clock = clock;
  }

  /** What is limited. */
  enum Family {
    REQUESTS(300, Duration.ofMinutes(5)),
    STATUSES(300, Duration.ofHours(3)),
    MEDIA(30, Duration.ofMinutes(30)),
    DELETIONS(30, Duration.ofMinutes(30)),
    PAGES(300, Duration.ofMinutes(15));

    private final int limit;
    private final Duration window;

    Family(int limit, Duration window) {
      this.limit = limit;
      this.window = window;
    }
  }

  /** Counts one request: all requests by their token, everything else by its account. */
  final class Meter {

    private final String token;
    private final String account;
    private final List<Family> families = new ArrayList<>();

    private Meter(String token, String account) {
      this.token = token;
      this.account = account;
    }

    /** Counts one call and answers whether it is still allowed. */
    boolean take(Family family) {
      this.families.add(family);
      return MastodonRates.this.used.merge(window(family), 1, Integer::sum) <= family.limit;
    }

    private String window(Family family) {
      long number = MastodonRates.this.clock.millis() / family.window.toMillis();
      String who = family == Family.REQUESTS ? this.token : this.account;
      return "%s %s %d".formatted(who, family, number);
    }

    private int left(Family family) {
      return Math.max(0, family.limit - MastodonRates.this.used.getOrDefault(window(family), 0));
    }

    /** The reply with the headers about the limit that is closest. */
    SimulatorReply mark(SimulatorReply reply) {
      Family closest =
          this.families.stream().min(Comparator.comparingInt(this::left)).orElseThrow();
      long length = closest.window.toMillis();
      long end = (MastodonRates.this.clock.millis() / length + 1) * length;
      return MastodonRates.mark(reply, closest.limit, left(closest), Instant.ofEpochMilli(end));
    }
  }

  /** Uses up what somebody may do in the window that is open. */
  void useUp(String who, Family family) {
    this.used.put(new Meter(who, who).window(family), family.limit);
  }

  Meter meter(String token, String account) {
    return new Meter(token, account);
  }

  static SimulatorReply mark(SimulatorReply reply, int limit, int left, Instant reset) {
    return reply
        .with("X-RateLimit-Limit", Integer.toString(limit))
        .with("X-RateLimit-Remaining", Integer.toString(left))
        .with("X-RateLimit-Reset", TIME.format(reset));
  }
}
