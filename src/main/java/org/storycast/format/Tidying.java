// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.regex.Pattern;

/** Removes the white space that a template's tags and absent values leave behind. */
final class Tidying {

  private static final Pattern SPACES_IN_LINE = Pattern.compile("[ \\t]{2,}|\\t");
  private static final Pattern SPACE_AT_LINE_END =
      Pattern.compile("(?<![ \\t\\r])[ \\t\\r]++(?=\\n|\\z)");
  private static final Pattern SPACE_AT_LINE_START = Pattern.compile("(?<=\\n)[ \\t]+|^[ \\t]+");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n{3,}");

  private Tidying() {}

  /** At most one blank line; in plain text also no indentation and no double spaces. */
  static String of(String output, Escaping escaping) {
    String lines = SPACE_AT_LINE_END.matcher(output).replaceAll("");
    String tidy =
        switch (escaping) {
          case HTML -> lines;
          case NONE ->
              SPACES_IN_LINE
                  .matcher(SPACE_AT_LINE_START.matcher(lines).replaceAll(""))
                  .replaceAll(" ");
        };
    return BLANK_LINES.matcher(tidy).replaceAll("\n\n").strip();
  }
}
