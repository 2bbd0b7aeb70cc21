// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** How text is brought into one form: white space and invisible characters, never the words. */
final class PlainText {

  private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0\\u2028\\u2029]+");

  /** Controls, soft hyphens, byte order marks, overrides of direction, what is no character. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}&&[^\\s\\u0085]]|[\\u00ad\\u202a-\\u202e\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff]|\\p{Cs}");

  private static final Pattern MARKUP =
      Pattern.compile("</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,31}|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");

  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private PlainText() {}

  /** One line: every run of white space is one blank, none at the ends. */
  static String line(@Nullable String text) {
    return text == null ? "" : blanks(text).strip();
  }

  /** As {@link #line}, but blanks at the ends stay, for a run between others. */
  static String blanks(String text) {
    return BLANK.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ");
  }

  /** The text of a field that some sources fill with HTML and some with text, such as a title. */
  static String ofEither(@Nullable String textOrHtml) {
    if (textOrHtml == null) {
      return "";
    }
    return line(
        MARKUP.matcher(textOrHtml).find()
            ? Jsoup.parseBodyFragment(textOrHtml).body().wholeText()
            : textOrHtml);
  }

  /** Letters and digits only, so that texts can be compared. */
  static String letters(String text) {
    return NO_LETTER.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
