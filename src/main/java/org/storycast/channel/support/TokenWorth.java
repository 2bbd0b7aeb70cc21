// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * What Meta says that a token is worth
 * (https://developers.facebook.com/docs/graph-api/reference/debug_token, 2026-10).
 *
 * @param data the answer's {@code data}
 */
public record TokenWorth(JsonNode data) {

  private static final Duration AHEAD = Duration.ofDays(14);
  private static final String END = "token's end";

  /** Whether Meta takes it. */
  public boolean isValid() {
    return this.data.path("is_valid").asBoolean(false);
  }

  /** What the person allowed. */
  public Set<String> scopes() {
    return this.data
        .path("scopes")
        .valueStream()
        .map(scope -> scope.asString(""))
        .collect(Collectors.toSet());
  }

  /** When the app's access to the person's data ends; absent where Meta does not say. */
  public @Nullable Instant dataAccessEndsAt() {
    return end(Stream.of("data_access_expires_at"));
  }

  /** The earlier of the token's end and that of the access to data; absent where there is none. */
  public @Nullable Instant endsAt() {
    return end(Stream.of("expires_at", "data_access_expires_at"));
  }

  /** Zero is none. */
  private @Nullable Instant end(Stream<String> names) {
    return names
        .map(name -> this.data.path(name).asLong(0))
        .filter(seconds -> seconds > 0)
        .map(Instant::ofEpochSecond)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /**
   * A line for each right.
   *
   * @param needed without which nothing is published
   * @param useful without which something less important fails
   */
  public List<Line> rights(List<String> needed, List<String> useful) {
    Set<String> granted = scopes();
    return Stream.concat(needed.stream(), useful.stream())
        .map(
            right ->
                granted.contains(right)
                    ? new Line("permission " + right, Verdict.GOOD, "Granted")
                    : new Line(
                        "permission " + right,
                        useful.contains(right) ? Verdict.WARNING : Verdict.BAD,
                        "Not granted: connect the account again and allow it"))
        .toList();
  }

  /**
   * A line about the end, which warns two weeks ahead.
   *
   * @param remedy what a person can do
   */
  public Line ofEnd(Clock clock, String remedy) {
    Instant end = endsAt();
    if (end == null) {
      return new Line(END, Verdict.GOOD, "It has none");
    }
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      return new Line(END, Verdict.BAD, "It ended at %s; %s".formatted(end, remedy));
    }
    return now.plus(AHEAD).isAfter(end)
        ? new Line(END, Verdict.WARNING, "It ends at %s; %s".formatted(end, remedy))
        : new Line(END, Verdict.GOOD, "It ends at " + end);
  }
}
