// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.TextMeasure;

/**
 * What readers see of a message in Telegram's HTML: the text without tags and escapes, and where
 * its links lead. It judges nothing: what Telegram refuses, Telegram refuses.
 *
 * @param plain without tags and escapes, without white space at its ends
 * @param links the targets of its {@code a} elements, in order
 */
record TelegramText(String plain, List<String> links) {

  /** The most that a parsed text may have. */
  static final int LONGEST_TEXT = 4096;

  /** The most that a parsed caption may have. */
  static final int LONGEST_CAPTION = 1024;

  /**
   * The server checks code points, the platform behind it perhaps UTF-16 units, of which there are
   * never fewer; the source may have 32,768 bytes, eight for each unit of the limit (server and
   * TDLib sources, read 2026-07).
   */
  static final TextMeasure MEASURE =
      TextMeasure.of("UTF-16 units after parsing", TelegramText::lengthOf);

  private static final int SOURCE_BYTES_PER_UNIT = 8;

  private static final Pattern TAG =
      Pattern.compile("<(?<name>/?[^\\s>]*)(?<rest>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>");
  private static final Pattern HREF =
      Pattern.compile(
          "\\bhref\\s*=\\s*(?:\"(?<double>[^\"]*)\"|'(?<single>[^']*)')", Pattern.CASE_INSENSITIVE);

  /** Telegram knows these four names and numbers; other names stay as they are. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "&(?:#x(?<hex>[0-9a-fA-F]{1,6})|#(?<decimal>[0-9]{1,7})|(?<name>[a-zA-Z]+));?");

  private static final Map<String, String> NAMES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  TelegramText {
    links = List.copyOf(links);
  }

  static TelegramText of(String html) {
    List<String> links = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    Matcher tag = TAG.matcher(html);
    int end = 0;
    while (tag.find()) {
      plain.append(unescape(html.substring(end, tag.start())));
      end = tag.end();
      addLink(tag, links);
    }
    plain.append(unescape(html.substring(end)));
    return new TelegramText(plain.toString().strip(), links);
  }

  private static void addLink(Matcher tag, List<String> links) {
    Matcher href = HREF.matcher(tag.group("rest"));
    if (tag.group("name").equalsIgnoreCase("a") && href.find()) {
      String target = href.group("double") == null ? href.group("single") : href.group("double");
      links.add(unescape(target));
    }
  }

  private static String unescape(String text) {
    return ESCAPE.matcher(text).replaceAll(it -> Matcher.quoteReplacement(character(it)));
  }

  private static String character(java.util.regex.MatchResult escape) {
    String name = escape.group("name");
    if (name != null) {
      return NAMES.getOrDefault(name, escape.group());
    }
    String hex = escape.group("hex");
    int code = hex == null ? Integer.parseInt(escape.group("decimal")) : Integer.parseInt(hex, 16);
    return code == 0 || code >= Character.MAX_CODE_POINT
        ? escape.group()
        : Character.toString(code);
  }

  /** Above its own limit the source counts, so that no shorter text seems to fit. */
  private static int lengthOf(String html) {
    int length = of(html).plain.length();
    int source = TextMeasure.utf8Bytes().lengthOf(html);
    return source > LONGEST_TEXT * SOURCE_BYTES_PER_UNIT
        ? Math.max(length, Math.ceilDiv(source, SOURCE_BYTES_PER_UNIT))
        : length;
  }
}
