// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LinkedIn's markup as LinkedIn reads it.
 *
 * @param markup as it is kept: up to the first reserved character that begins no element
 * @param shown what readers see of it
 */
record LinkedinText(String markup, String shown) {

  private static final String RESERVED = "\\|{}@[]()<>#*_~";
  private static final Pattern MENTION =
      Pattern.compile("@\\[((?:[^\\]\\\\]|\\\\.)+)\\]\\(urn:li:(?:person|organization):[\\w-]+\\)");
  private static final Pattern TEMPLATE =
      Pattern.compile("\\{hashtag\\|(?:\\\\?#|\uFF03)\\|((?:[^\\\\|{}@\\[\\]()<>#*_~]|\\\\.)+)\\}");
  private static final Pattern HASHTAG = Pattern.compile("#([\\p{L}\\p{N}]+)");

  /** Reads a commentary; what comes after a mistake is gone. */
  static LinkedinText of(String given) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < given.length()) {
      char next = given.charAt(at);
      int end = RESERVED.indexOf(next) < 0 ? at + 1 : element(given, at, shown);
      if (end < 0) {
        break;
      }
      if (end == at + 1) {
        shown.append(next);
      }
      at = end;
    }
    return new LinkedinText(given.substring(0, at), shown.toString());
  }

  /** Answers where the element ends, or a negative number where none begins. */
  private static int element(String given, int at, StringBuilder shown) {
    if (given.charAt(at) == '\\') {
      boolean escapes = at + 1 < given.length() && RESERVED.indexOf(given.charAt(at + 1)) >= 0;
      if (escapes) {
        shown.append(given.charAt(at + 1));
      }
      return escapes ? at + 2 : -1;
    }
    for (Pattern form : new Pattern[] {MENTION, TEMPLATE, HASHTAG}) {
      Matcher matcher = form.matcher(given).region(at, given.length());
      if (matcher.lookingAt()) {
        shown
            .append(form == MENTION ? "" : "#")
            .append(matcher.group(1).replaceAll("\\\\(.)", "$1"));
        return matcher.end();
      }
    }
    return -1;
  }
}
