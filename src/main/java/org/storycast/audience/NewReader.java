// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a reader who is added. What is absent leaves a known reader as it was.
 *
 * @param address where the mail goes
 * @param name absent where nothing is said
 * @param language BCP 47 tag; absent where nothing is said
 * @param sections the sections wished; empty means all, absent that nothing is said
 * @param languageOtherwise BCP 47 tag of a reader who is new and of whom no language is said
 */
public record NewReader(
    EmailAddress address,
    @Nullable String name,
    @Nullable String language,
    @Nullable Set<String> sections,
    String languageOtherwise) {

  public NewReader {
    language = language == null ? null : languageTag(language);
    languageOtherwise = languageTag(languageOtherwise);
  }

  private static String languageTag(String language) {
    try {
      return new Locale.Builder().setLanguageTag(language.strip()).build().toLanguageTag();
    } catch (IllformedLocaleException malformed) {
      throw new IllegalArgumentException(
          "The language \"%s\" is none; write a tag such as en or kk".formatted(language),
          malformed);
    }
  }
}
