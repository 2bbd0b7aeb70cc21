// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What readers may choose from on the pages where they say which mail they wish.
 *
 * @param sections as readers see them; those of stories are compared without regard to case
 * @param languages BCP 47 tags, in the order in which they are shown; the first is the default
 */
@ConfigurationProperties("storycast.readers")
public record OfferedProperties(
    @DefaultValue List<String> sections, @DefaultValue("en") List<String> languages) {

  private static final int LONGEST_SECTION = 100;

  public OfferedProperties {
    sections = sections.stream().map(OfferedProperties::section).distinct().toList();
    languages = languages.stream().map(OfferedProperties::language).distinct().toList();
    if (languages.isEmpty()) {
      throw new IllegalArgumentException("storycast.readers.languages: needs at least one");
    }
  }

  private static String section(String text) {
    String clean = NewReader.clean(text);
    if (clean.isEmpty() || clean.length() > LONGEST_SECTION) {
      throw new IllegalArgumentException(
          "storycast.readers.sections: a section has 1 to 100 characters; mend \"%s\""
              .formatted(clean));
    }
    return clean;
  }

  private static String language(String text) {
    try {
      return NewReader.languageTag(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "storycast.readers.languages: " + malformed.getMessage(), malformed);
    }
  }

  /** How readers' wishes and stories name a section. */
  public static String key(String section) {
    return section.toLowerCase(Locale.ROOT);
  }
}
