// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.TextMeasure;

/**
 * LinkedIn's small markup. A reserved character that is not escaped and begins no element does not
 * fail: LinkedIn says yes and cuts the text there without a word. So everything is escaped, and
 * only then are hashtags written as elements (little text format, read in 2026-09).
 */
final class LittleText {

  /**
   * The length of the markup in UTF-16 units. LinkedIn does not say whether it counts backslashes;
   * whatever it counts, it is not more than this.
   */
  static final TextMeasure MEASURE =
      TextMeasure.of("characters of LinkedIn's markup", text -> of(text).length());

  private static final Pattern RESERVED = Pattern.compile("[\\\\|{}@\\[\\]()<>#*_~]");

  /** Letters, marks and digits with a letter among them; LinkedIn links nothing else. */
  private static final Pattern HASHTAG =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}_&/#])#(?=[\\p{M}\\p{N}]*\\p{L})([\\p{L}\\p{M}\\p{N}]+)(?![_#\\p{So}\\x{200D}])");

  private LittleText() {}

  /** The markup that readers see as this text. */
  static String of(String text) {
    Matcher hashtag = HASHTAG.matcher(text);
    StringBuilder markup = new StringBuilder();
    int from = 0;
    while (hashtag.find()) {
      markup.append(escaped(text.substring(from, hashtag.start())));
      markup.append("{hashtag|\\#|").append(hashtag.group(1)).append('}');
      from = hashtag.end();
    }
    return markup.append(escaped(text.substring(from))).toString();
  }

  private static String escaped(String text) {
    return RESERVED.matcher(text).replaceAll("\\\\$0");
  }

  /** The text that readers see of a markup of ours or of LinkedIn's. */
  static String plain(String markup) {
    return markup
        .replaceAll("\\{hashtag\\|\\\\?[#\\uFF03]\\|((?:[^\\\\}]|\\\\.)*)\\}", "#$1")
        .replaceAll("\\\\(.)", "$1");
  }
}
