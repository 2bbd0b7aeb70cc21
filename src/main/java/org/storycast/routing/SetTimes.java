// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * The moments of a cron expression in a zone, reckoned by the wall clock, because the expression
 * itself leaves a day out on which its hour is missing: there the set time moves on by the missing
 * hour, and where an hour comes twice, the first counts.
 */
final class SetTimes {

  /** How far back the last one is looked for: short ways first. */
  private static final List<Duration> LOOKS_BACK =
      List.of(Duration.ofDays(2), Duration.ofDays(9), Duration.ofDays(367));

  private SetTimes() {}

  /** The first from a moment on; absent where none comes. */
  static @Nullable Instant first(CronExpression expression, Instant from, ZoneId zone) {
    LocalDateTime local =
        expression.next(LocalDateTime.ofInstant(from, zone).minus(1, ChronoUnit.NANOS));
    while (local != null && local.atZone(zone).toInstant().isBefore(from)) {
      local = expression.next(local);
    }
    return local == null ? null : local.atZone(zone).toInstant();
  }

  /** The last up to a moment, by the wall clock; empty where there was none for a year. */
  static Optional<LocalDateTime> last(CronExpression expression, Instant until, ZoneId zone) {
    return LOOKS_BACK.stream()
        .flatMap(back -> lastWithin(expression, until, zone, back).stream())
        .findFirst();
  }

  private static Optional<LocalDateTime> lastWithin(
      CronExpression expression, Instant until, ZoneId zone, Duration back) {
    LocalDateTime last = null;
    LocalDateTime next = expression.next(LocalDateTime.ofInstant(until.minus(back), zone));
    while (next != null && !next.atZone(zone).toInstant().isAfter(until)) {
      last = next;
      next = expression.next(next);
    }
    return Optional.ofNullable(last);
  }
}
