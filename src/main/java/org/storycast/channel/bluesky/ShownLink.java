// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a link looks in a text: the host is whole, for readers judge a link by it. */
final class ShownLink {

  private static final Pattern PIECES =
      Pattern.compile("(?i:https?://(?:www\\.)?)([^/?#]+)([^?#]*)(.*)");
  private static final int LONGEST_PATH = 16;

  private ShownLink() {}

  /** Whether the text after the scheme names a host. */
  static boolean isOne(String link) {
    return PIECES.matcher(link).matches();
  }

  static String of(String link) {
    Matcher pieces = PIECES.matcher(link);
    if (!pieces.matches()) {
      throw new IllegalArgumentException("No address: " + link);
    }
    String path = pieces.group(2).equals("/") ? "" : pieces.group(2);
    boolean isWhole = path.codePointCount(0, path.length()) <= LONGEST_PATH;
    String shown =
        isWhole ? path : path.substring(0, path.offsetByCodePoints(0, LONGEST_PATH - 1)) + "…";
    return pieces.group(1) + shown;
  }
}
