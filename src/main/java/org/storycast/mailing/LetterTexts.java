// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Map;

/** The words of letters to single readers, which the newsroom may edit. */
public interface LetterTexts {

  /** Asks somebody to confirm the sign-up. */
  String CONFIRM = "confirm";

  /** Welcomes a reader. */
  String WELCOME = "welcome";

  /**
   * Fills in a part of a letter; places of {@link Markers} are left.
   *
   * @param letter which letter
   * @param part its page, its plain text or its subject
   * @param language of the reader, a BCP 47 tag
   * @param values by name: {@code confirm}, the address that confirms; {@code known}, not empty
   *     where the reader gets our mail already; {@code name}, {@code archive}, which may be empty
   * @throws RuntimeException naming file, line and value when the template is broken
   */
  String text(String letter, Part part, String language, Map<String, String> values);

  /** A part of a letter. */
  enum Part {
    /** One line. */
    SUBJECT,
    /** A whole page. */
    HTML,
    /** The same in plain text. */
    TEXT
  }
}
