// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.storycast.channel.DigestRhythm;

/**
 * The occasion of a digest: its set time on the wall clock of its channel.
 *
 * @param rhythm how often it comes
 * @param setFor to the minute
 */
record DigestOccasion(DigestRhythm rhythm, LocalDateTime setFor) {

  private static final String PREFIX = "digest:";
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
  private static final DateTimeFormatter FOR_PEOPLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  /** Reads {@code digest:daily:2026-11-26T18:00}; empty where it is the occasion of a story. */
  static Optional<DigestOccasion> parse(String occasion) {
    String[] words = occasion.split(":", 3);
    if (words.length < 3 || !occasion.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      LocalDateTime setFor = LocalDateTime.parse(words[2], MINUTE);
      return Arrays.stream(DigestRhythm.values())
          .filter(rhythm -> rhythm.label().equals(words[1]))
          .findFirst()
          .map(rhythm -> new DigestOccasion(rhythm, setFor));
    } catch (DateTimeParseException foreign) {
      return Optional.empty();
    }
  }

  /** As people call it. */
  String title() {
    String name =
        switch (this.rhythm) {
          case DAILY -> "Daily digest of ";
          case WEEKLY -> "Weekly digest of ";
        };
    return name + FOR_PEOPLE.format(this.setFor);
  }

  @Override
  public String toString() {
    return PREFIX + this.rhythm.label() + ":" + MINUTE.format(this.setFor);
  }
}
