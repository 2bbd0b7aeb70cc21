// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Set;

/**
 * How a file of readers is to be read.
 *
 * @param fileName for people; may be empty
 * @param charset of a file without a byte order mark, such as {@code windows-1251}; UTF-8 where
 *     empty
 * @param language of new readers whose row names none, as a BCP 47 tag
 * @param sections of new readers whose row names none; empty means all
 * @param consent where, when and to which text these readers agreed
 * @param operator who imports
 */
public record ImportOrder(
    String fileName,
    String charset,
    String language,
    Set<String> sections,
    String consent,
    String operator) {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_CONSENT = 600;

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that names the field, its state and the remedy
   */
  public ImportOrder {
    fileName = NewReader.clean(Cut.to(LONGEST_NAME, fileName));
    charset = known(charset.strip()).name();
    language = NewReader.languageTag(language);
    sections = NewReader.keys(sections);
    if (String.join("|", sections).length() > 3000) {
      throw new IllegalArgumentException("sections are too many; name fewer, or none for all");
    }
    if (consent.isBlank()) {
      throw new IllegalArgumentException(
          "consent is empty; say where, when and to which text these readers agreed");
    }
    if (consent.length() > LONGEST_CONSENT) {
      throw new IllegalArgumentException("consent is longer than 600 characters; shorten it");
    }
    consent = Consent.by(operator, consent).source();
  }

  private static Charset known(String name) {
    try {
      return name.isEmpty() ? java.nio.charset.StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new IllegalArgumentException(
          "charset \"%s\" is unknown; name one such as UTF-8, windows-1251, windows-1252, KOI8-R"
              .formatted(Cut.to(60, name)),
          unknown);
    }
  }
}
