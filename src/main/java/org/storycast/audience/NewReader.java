// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a reader who is added. What is absent leaves a known reader as it was.
 *
 * @param address where the mail goes
 * @param name absent where nothing is said
 * @param language BCP 47 tag; absent where nothing is said
 * @param sections the sections wished; empty means all, absent that nothing is said
 * @param rhythm absent where nothing is said; new readers get each story then
 * @param languageOtherwise BCP 47 tag of a reader who is new and of whom no language is said
 */
public record NewReader(
    EmailAddress address,
    @Nullable String name,
    @Nullable String language,
    @Nullable Set<String> sections,
    @Nullable Rhythm rhythm,
    String languageOtherwise) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SECTION = 100;
  private static final int LONGEST_LANGUAGE = 35;

  public NewReader {
    name = name == null ? null : clean(name);
    sections = sections == null ? null : keys(sections);
    language = language == null ? null : languageTag(language);
    languageOtherwise = languageTag(languageOtherwise);
  }

  /** Of whom no rhythm is said. */
  public NewReader(
      EmailAddress address,
      @Nullable String name,
      @Nullable String language,
      @Nullable Set<String> sections,
      String languageOtherwise) {
    this(address, name, language, sections, null, languageOtherwise);
  }

  /** A name goes into a header: nothing in it may end a line or turn the text around. */
  static String clean(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}\\u2028-\\u202e\\u2066-\\u2069]+", " ").strip();
    return Cut.to(LONGEST_NAME, clean).strip();
  }

  static Set<String> keys(Set<String> sections) {
    return sections.stream()
        .map(section -> clean(section).toLowerCase(Locale.ROOT))
        .filter(section -> !section.isEmpty())
        .map(key -> Cut.to(LONGEST_SECTION, key).strip())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String languageTag(String language) {
    try {
      String tag = new Locale.Builder().setLanguageTag(language.strip()).build().toLanguageTag();
      if (tag.length() > LONGEST_LANGUAGE) {
        throw new IllegalArgumentException(
            "The language has more than 35 characters; write a tag such as en or kk");
      }
      return tag;
    } catch (IllformedLocaleException malformed) {
      throw new IllegalArgumentException(
          "The language \"%s\" is none; write a tag such as en or kk"
              .formatted(Cut.to(LONGEST_LANGUAGE, language)),
          malformed);
    }
  }
}
