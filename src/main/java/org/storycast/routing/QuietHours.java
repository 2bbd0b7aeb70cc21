// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A time of day when nothing is sent; it may run over midnight.
 *
 * @param from the first quiet minute
 * @param to the first minute after
 */
record QuietHours(LocalTime from, LocalTime to) {

  /**
   * Reads {@code 22:00-07:00}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static QuietHours parse(String text) {
    String[] ends = text.split("[-–]", -1);
    try {
      if (ends.length == 2) {
        return new QuietHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
      }
    } catch (DateTimeParseException malformed) {
      // answered below, with the whole text
    }
    throw new IllegalArgumentException(
        "quiet-hours are two times such as 22:00-07:00, not \"%s\"".formatted(text));
  }

  /** The moment itself, or the end of the quiet hours that it falls into, by the clock there. */
  Instant firstLoudMoment(Instant moment, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    if (!isQuiet(local.toLocalTime())) {
      return moment;
    }
    return Stream.of(0, 1)
        .map(days -> local.toLocalDate().plusDays(days).atTime(this.to))
        .flatMap(end -> momentsOf(end, zone))
        .filter(end -> end.isAfter(moment))
        .min(Comparator.naturalOrder())
        .orElse(moment);
  }

  /** When a clock shows a time: once, twice, or, where the hour is missing, when it jumps. */
  private static Stream<Instant> momentsOf(LocalDateTime time, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    return offsets.isEmpty()
        ? Stream.of(zone.getRules().getTransition(time).getInstant())
        : offsets.stream().map(time::toInstant);
  }

  private boolean isQuiet(LocalTime time) {
    boolean afterStart = !time.isBefore(this.from);
    boolean beforeEnd = time.isBefore(this.to);
    return this.from.isAfter(this.to) ? afterStart || beforeEnd : afterStart && beforeEnd;
  }
}
