// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of reporting, as it stands before a story's first words.
 *
 * @param place such as "ASTANA", with the day where one is given
 * @param length how many characters it takes with its dash
 */
record Dateline(String place, int length) {

  private static final String WORD = "\\p{Lu}[\\p{Lu}\\p{M}.'’]+";
  private static final Pattern FORM =
      Pattern.compile(
          "^(?<place>"
              + WORD
              + "(?:[ -]"
              + WORD
              + "){0,3}(?:, ?"
              + WORD
              + "(?:[ -]"
              + WORD
              + "){0,2})?(?:, ?(?:\\p{L}{3,12}\\.? \\d{1,2}|\\d{1,2} \\p{L}{3,12}\\.?))?)"
              + "(?: ?\\([^)]{1,40}\\))?(?:\\s*[–—]+\\s*|\\s+-{1,2}\\s+)(?=\\S)");

  static Optional<Dateline> read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String place = matcher.group("place");
    long letters = place.codePoints().filter(Character::isLetter).count();
    return letters < 3 ? Optional.empty() : Optional.of(new Dateline(place, matcher.end()));
  }

  /** The text without its dateline. */
  static String without(String text) {
    return read(text).map(it -> text.substring(it.length())).orElse(text);
  }
}
