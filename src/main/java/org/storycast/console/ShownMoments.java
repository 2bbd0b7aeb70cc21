// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** ShownMoments in the newsroom's zone. */
@Component
class ShownMoments {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  private final ConsoleProperties properties;

  ShownMoments(ConsoleProperties properties) {
    this.properties = properties;
  }

  /** A moment to be shown. */
  Moment of(Instant moment) {
    return new Moment(moment.toString(), FORM.format(moment.atZone(this.properties.zone())));
  }

  @Nullable Moment ofNullable(@Nullable Instant moment) {
    return moment == null ? null : of(moment);
  }

  /** A moment as a form's field for date and time sends it; none where it is blank. */
  @Nullable Instant read(String field) {
    if (field.isBlank()) {
      return null;
    }
    try {
      return LocalDateTime.parse(field.strip()).atZone(this.properties.zone()).toInstant();
    } catch (DateTimeException malformed) {
      throw new ConsoleRefusal(
          "\"%s\" is no moment; write it as 2026-03-02T12:00".formatted(field));
    }
  }

  /** The zone's name. */
  String zone() {
    return this.properties.zone().getId();
  }

  /**
   * A moment to be shown.
   *
   * @param iso for programs
   * @param text for people
   */
  record Moment(String iso, String text) {}
}
