// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a digest comes: several stories in one post, at set times. */
public enum DigestRhythm {
  /** One a day, where there is news. */
  DAILY,
  /** One a week, where there is news. */
  WEEKLY;

  /** Its name in settings and occasions. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DigestRhythm> labelled(String label) {
    return Arrays.stream(values()).filter(it -> it.label().equals(label)).findFirst();
  }
}
