// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The day or month that a budget is for, by a channel's clock.
 *
 * @param name for people
 * @param setting of the channel that limits it
 * @param began its first moment
 * @param ends the first moment of the next
 */
record Period(String name, String setting, Instant began, Instant ends) {

  /** The day of a moment. */
  static Period day(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return of("day", "budget-daily", today, today.plusDays(1), zone);
  }

  /** The calendar month of a moment. */
  static Period month(Instant now, ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(now, zone).withDayOfMonth(1);
    return of("month", "budget-monthly", first, first.plusMonths(1), zone);
  }

  private static Period of(
      String name, String setting, LocalDate first, LocalDate next, ZoneId zone) {
    return new Period(
        name, setting, first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
  }
}
