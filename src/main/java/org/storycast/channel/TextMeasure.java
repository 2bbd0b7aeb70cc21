// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** How a platform counts the length of a text. A channel's profile supplies it for each part. */
public interface TextMeasure {

  /** The length in this measure's unit. */
  int lengthOf(String text);

  /** The unit's name in the plural, for people: "code points". */
  String unit();

  /** Counts Unicode code points. */
  static TextMeasure codePoints() {
    return of("code points", text -> text.codePointCount(0, text.length()));
  }

  /** Counts UTF-16 code units, as {@link String#length()} does. */
  static TextMeasure utf16Units() {
    return of("UTF-16 units", String::length);
  }

  /** Counts the bytes of the text in UTF-8. */
  static TextMeasure utf8Bytes() {
    return of("bytes", text -> text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Counts what a reader sees as one character (extended grapheme clusters, UAX 29). */
  static TextMeasure graphemes() {
    Pattern cluster = Pattern.compile("\\X");
    return of("characters", text -> (int) cluster.matcher(text).results().count());
  }

  /** A measure made of a function and its unit's name. */
  static TextMeasure of(String unit, ToIntFunction<String> length) {
    return new TextMeasure() {
      @Override
      public int lengthOf(String text) {
        return length.applyAsInt(text);
      }

      @Override
      public String unit() {
        return unit;
      }
    };
  }
}
