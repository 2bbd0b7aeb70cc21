// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the dates of feeds: RFC 822 with its liberties, and ISO 8601 in full or in part. */
final class FeedDates {

  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("GMT", "+0000"),
          Map.entry("UTC", "+0000"),
          Map.entry("UT", "+0000"),
          Map.entry("Z", "+0000"),
          Map.entry("EST", "-0500"),
          Map.entry("EDT", "-0400"),
          Map.entry("CST", "-0600"),
          Map.entry("CDT", "-0500"),
          Map.entry("MST", "-0700"),
          Map.entry("MDT", "-0600"),
          Map.entry("PST", "-0800"),
          Map.entry("PDT", "-0700"),
          Map.entry("MSK", "+0300"),
          Map.entry("CET", "+0100"),
          Map.entry("CEST", "+0200"),
          Map.entry("BST", "+0100"));

  private static final Pattern RFC_822 =
      Pattern.compile(
          "(?:\\p{L}+\\.?,?\\s+)?(\\d{1,2})[\\s-]+(\\p{L}{3})\\p{L}*\\.?,?[\\s-]+(\\d{4}|\\d\\d)"
              + "(?:,?\\s+(\\d{1,2}:\\d\\d(?::\\d\\d)?)(?:\\.\\d+)?)?\\s*(\\S+)?.*");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]")
          .appendOptional(
              new DateTimeFormatterBuilder()
                  .appendPattern("[.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S]")
                  .toFormatter(Locale.ROOT))
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter DAY =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d MMM uuuu")
          .toFormatter(Locale.ENGLISH);

  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("[XX][XXX][X]", Locale.ROOT);

  private FeedDates() {}

  /** The moment; nothing where the text names none. Without a zone it is UTC. */
  static Optional<Instant> parse(@Nullable String text) {
    String date = PlainText.line(text);
    if (date.isEmpty()) {
      return Optional.empty();
    }
    for (Reading reading : List.<Reading>of(FeedDates::iso, FeedDates::rfc822, FeedDates::part)) {
      try {
        return Optional.of(reading.read(date));
      } catch (DateTimeException | NumberFormatException other) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static Instant iso(String date) {
    TemporalAccessor read = ISO.parseBest(date, OffsetDateTime::from, LocalDateTime::from);
    return switch (read) {
      case OffsetDateTime moment -> moment.toInstant();
      default -> LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
    };
  }

  private static Instant rfc822(String date) {
    Matcher parts = RFC_822.matcher(date);
    if (!parts.matches()) {
      throw new DateTimeException("no RFC 822 date");
    }
    String year = parts.group(3).length() == 2 ? century(parts.group(3)) : parts.group(3);
    LocalDate day = LocalDate.parse(parts.group(1) + " " + parts.group(2) + " " + year, DAY);
    String time = parts.group(4) == null ? "00:00" : parts.group(4);
    String[] units = time.split(":");
    return day.atTime(
            Integer.parseInt(units[0]),
            Integer.parseInt(units[1]),
            units.length < 3 ? 0 : Math.min(59, Integer.parseInt(units[2])))
        .toInstant(offset(parts.group(5)));
  }

  /** RFC 2822 has two digits up to 49 mean this century. */
  private static String century(String digits) {
    return (Integer.parseInt(digits) < 50 ? "20" : "19") + digits;
  }

  private static ZoneOffset offset(@Nullable String zone) {
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    String bare = zone.replaceAll("[()]", "").toUpperCase(Locale.ROOT);
    String signed = bare.matches("(?:GMT|UTC)[+-].+") ? bare.substring(3) : bare;
    String digits = signed.replaceFirst("^([+-])(\\d)$", "$10$2");
    try {
      return ZoneOffset.from(OFFSET.parse(ZONES.getOrDefault(digits, digits)));
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }

  private static Instant part(String date) {
    if (date.matches("\\d{4}")) {
      return Year.parse(date).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    if (date.matches("\\d{4}-\\d\\d")) {
      return YearMonth.parse(date).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    String day = date.matches("\\d{8}") ? date.replaceFirst("(....)(..)(..)", "$1-$2-$3") : date;
    return LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  @FunctionalInterface
  private interface Reading {
    Instant read(String date);
  }
}
