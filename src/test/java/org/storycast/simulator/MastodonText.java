// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Mastodon makes of a plain text: its length and its HTML. */
final class MastodonText {

  private static final int LENGTH_OF_AN_ADDRESS = 23;
  private static final int SHOWN_OF_AN_ADDRESS = 30;

  /** A name ends in letters: numbers such as 127.0.0.1 are no address to Mastodon. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?<![a-z0-9@$#])https?://(?:[\\p{L}\\p{N}_-]+\\.)+(?:xn--[a-z0-9]+|\\p{L}{2,})"
              + "(?![\\p{L}\\p{N}_-])"
              + "(?::[0-9]+)?(?:/[^\\s<>\"?]*)?(?:\\?[^\\s<>\"]*)?");

  private static final Pattern MENTION =
      Pattern.compile("(?<![=/\\w])@(\\w[\\w.-]*?)@[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*");
  private static final Pattern HASHTAG =
      Pattern.compile(
          "(?<![=/)\\p{L}\\p{N}_&])#([\\p{L}\\p{M}\\p{N}_]*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*)");
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private MastodonText() {}

  /** The length by which Mastodon judges. */
  static int lengthOf(String text) {
    String shortened =
        ADDRESS
            .matcher(text)
            .replaceAll(
                it ->
                    "x".repeat(LENGTH_OF_AN_ADDRESS)
                        + Matcher.quoteReplacement(it.group().substring(endOf(it))));
    String named = MENTION.matcher(shortened).replaceAll("@$1");
    return (int) CHARACTER.matcher(named).results().count();
  }

  /** Where an address really ends: a full stop after it belongs to the sentence. */
  private static int endOf(MatchResult address) {
    String text = address.group();
    int end = text.length();
    while (".,:;!?'\")]}*".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** The text as HTML, as the API shows it. */
  static String html(String text) {
    StringBuilder html = new StringBuilder();
    for (String paragraph : text.split("\\n{2,}")) {
      html.append("<p>").append(linked(paragraph).replace("\n", "<br />")).append("</p>");
    }
    return html.toString();
  }

  private static String linked(String text) {
    StringBuilder html = new StringBuilder();
    Matcher address = ADDRESS.matcher(text);
    int from = 0;
    while (address.find()) {
      int end = address.start() + endOf(address.toMatchResult());
      html.append(tagged(text.substring(from, address.start())));
      html.append(link(text.substring(address.start(), end)));
      from = end;
    }
    return html.append(tagged(text.substring(from))).toString();
  }

  private static String link(String address) {
    int afterScheme = address.indexOf("//") + 2;
    int cut = Math.min(address.length(), afterScheme + SHOWN_OF_AN_ADDRESS);
    String shown = escaped(address.substring(afterScheme, cut));
    return "<a href=\"%s\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\">"
            .formatted(escaped(address))
        + "<span class=\"invisible\">%s</span>".formatted(address.substring(0, afterScheme))
        + "<span class=\"%s\">%s</span>".formatted(cut < address.length() ? "ellipsis" : "", shown)
        + "<span class=\"invisible\">%s</span></a>".formatted(escaped(address.substring(cut)));
  }

  private static String tagged(String text) {
    return HASHTAG
        .matcher(escaped(text))
        .replaceAll(
            "<a href=\""
                + MastodonStatus.SITE
                + "/tags/$1\" class=\"mention hashtag\" rel=\"tag\">#<span>$1</span></a>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
