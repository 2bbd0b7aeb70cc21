package org.storycast.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

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

  /** The moment itself, or the end of the quiet hours that it falls into. */
  Instant firstLoudMoment(Instant moment, ZoneId zone) {
    ZonedDateTime local = moment.atZone(zone);
    if (!isQuiet(local.toLocalTime())) {
      return moment;
    }
    LocalDate today = local.toLocalDate();
    ZonedDateTime end = today.atTime(this.to).atZone(zone);
    return end.isAfter(local) ? end.toInstant() : tomorrow(today, zone);
  }

  private Instant tomorrow(LocalDate today, ZoneId zone) {
    return today.plusDays(1).atTime(this.to).atZone(zone).toInstant();
  }

  private boolean isQuiet(LocalTime time) {
    boolean afterStart = !time.isBefore(this.from);
    boolean beforeEnd = time.isBefore(this.to);
    return this.from.isAfter(this.to) ? afterStart || beforeEnd : afterStart && beforeEnd;
  }
}
