// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Locale;
import java.util.Set;

/** Which way a language runs. */
final class Direction {

  private static final Set<String> SCRIPTS = Set.of("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm");
  private static final Set<String> LANGUAGES =
      Set.of("ar", "he", "iw", "fa", "ur", "ug", "ps", "sd", "yi", "dv", "ckb", "arc", "nqo");

  private Direction() {}

  /** {@code rtl} or {@code ltr}; a script in the tag decides before the language. */
  static String of(Locale locale) {
    boolean leftwards =
        locale.getScript().isEmpty()
            ? LANGUAGES.contains(locale.getLanguage())
            : SCRIPTS.contains(locale.getScript());
    return leftwards ? "rtl" : "ltr";
  }
}
