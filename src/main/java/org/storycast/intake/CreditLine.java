// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that says whose picture it is, with or without what the picture shows.
 *
 * @param caption what stands before the credit; may be empty
 * @param credit whose picture it is; may be empty, where a page lost the name
 */
record CreditLine(String caption, String credit) {

  /** Words that speak of a credit wherever they stand. */
  private static final String CLEAR =
      "(?:photo(?:graph)?s?|images?|pictures?|video)\\s*(?:credits?|source|courtesy(?:\\s+of)?|by)"
          + "|источник\\s+фото";

  /** Words that do so only where a paragraph or a sentence begins. */
  private static final String PLAIN =
      "(?:photo(?:graph)?s?|images?|pictures?|credits?|фото(?:графия)?|сурет)";

  private static final String WORDS =
      "(?:(?<!\\p{L})(?:" + CLEAR + ")|(?<=^|[.!?…”\")(\\[:] {0,2})" + PLAIN + ")\\s*[:：]\\s*";

  private static final Pattern LINE =
      Pattern.compile("(?iu)^(.*?)[\\s(\\[]*(?:" + WORDS + ")+([^:：]{0,120}?)[\\s.)\\]]*$");
  private static final Pattern MARK = Pattern.compile("(?iu)^(?:" + WORDS + ")+");
  private static final int LONGEST = 600;

  /** The parts of a paragraph that ends in a credit; nothing where it does not. */
  static Optional<CreditLine> read(String paragraph) {
    if (paragraph.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher line = LINE.matcher(paragraph);
    return line.matches()
        ? Optional.of(new CreditLine(line.group(1).strip(), bare(line.group(2))))
        : Optional.empty();
  }

  /** The name alone: without "Photo credit:", however often, and without a final full stop. */
  static String bare(String credit) {
    return MARK.matcher(credit.strip()).replaceFirst("").replaceFirst("[\\s.]+$", "").strip();
  }
}
