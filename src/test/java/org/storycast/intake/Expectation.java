// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a file of the feedparser suite expects of its first entry.
 *
 * @param field as that suite names it
 * @param value a text, or the numbers of a moment
 */
record Expectation(String field, String value) {

  private static final Pattern LINE = Pattern.compile("(?m)^\\s*Expect:\\s*(.+?)\\s*$");
  private static final Pattern CLAUSE =
      Pattern.compile(
          "entries\\[0\\](?:\\['(\\w+)'\\]|\\.(\\w+))(?:\\[0\\]\\['value'\\])?\\s*==\\s*u?"
              + "(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|\\(([\\d, ]+)\\))");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))");

  static List<Expectation> in(String file) {
    Matcher line = LINE.matcher(file);
    List<Expectation> expectations = new ArrayList<>();
    if (line.find() && !line.group(1).matches("(?s).*(?:\\bor\\b|!=|\\blen\\().*")) {
      Matcher clause = CLAUSE.matcher(line.group(1));
      while (clause.find()) {
        String field = clause.group(1) == null ? clause.group(2) : clause.group(1);
        expectations.add(new Expectation(field, value(clause)));
      }
    }
    return expectations;
  }

  private static String value(Matcher clause) {
    if (clause.group(5) != null) {
      return clause.group(5);
    }
    String literal = clause.group(3) == null ? clause.group(4) : clause.group(3);
    return ESCAPE
        .matcher(literal)
        .replaceAll(
            escape -> {
              String hex = escape.group(1) == null ? escape.group(2) : escape.group(1);
              String plain = escape.group(3) == null ? "" : escape.group(3);
              String text =
                  hex == null
                      ? plain.replace("n", "\n").replace("t", "\t")
                      : String.valueOf((char) Integer.parseInt(hex, 16));
              return Matcher.quoteReplacement(text);
            });
  }
}
