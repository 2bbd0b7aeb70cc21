// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.util.Locale;
import java.util.Set;

/** From which side languages are written. */
final class Scripts {

  /** Languages that are written from right to left, as far as newsrooms use them. */
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi");

  private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of("Arab", "Hebr", "Thaa", "Syrc");

  private Scripts() {}

  static boolean isRightToLeft(Locale language) {
    return language.getScript().isEmpty()
        ? RIGHT_TO_LEFT.contains(language.getLanguage())
        : RIGHT_TO_LEFT_SCRIPTS.contains(language.getScript());
  }
}
