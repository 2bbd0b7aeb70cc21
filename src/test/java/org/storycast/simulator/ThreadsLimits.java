// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a profile may do in any 24 hours. */
final class ThreadsLimits {

  private static final Duration DAY = Duration.ofDays(1);

  private final Clock clock;
  private final Map<Kind, List<Instant>> used = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> allowed = new EnumMap<>(Kind.class);

  ThreadsLimits(Clock clock) {
    this.clock = clock;
    allow(250, 1_000, 100);
  }

  /** What is limited. */
  enum Kind {
    POSTS,
    REPLIES,
    DELETIONS
  }

  void allow(int posts, int replies, int deletions) {
    this.allowed.put(Kind.POSTS, posts);
    this.allowed.put(Kind.REPLIES, replies);
    this.allowed.put(Kind.DELETIONS, deletions);
  }

  /** Counts one, or refuses it. Which error Threads gives is not known. */
  void take(Kind kind) {
    if (count(kind) >= this.allowed.get(kind)) {
      throw new ThreadsError.Refused(ThreadsError.QUOTA);
    }
    this.used.computeIfAbsent(kind, it -> new ArrayList<>()).add(this.clock.instant());
  }

  private long count(Kind kind) {
    Instant dayAgo = this.clock.instant().minus(DAY);
    return this.used.getOrDefault(kind, List.of()).stream()
        .filter(it -> it.isAfter(dayAgo))
        .count();
  }

  SimulatorReply show() {
    Map<String, Object> data = new LinkedHashMap<>();
    show(data, "", Kind.POSTS);
    show(data, "reply_", Kind.REPLIES);
    show(data, "delete_", Kind.DELETIONS);
    return SimulatorReply.json(200, Map.of("data", List.of(data)));
  }

  private void show(Map<String, Object> data, String prefix, Kind kind) {
    data.put(prefix + "quota_usage", count(kind));
    data.put(
        prefix + "config",
        Map.of("quota_total", this.allowed.get(kind), "quota_duration", DAY.toSeconds()));
  }
}
