// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.storycast.channel.TextMeasure;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A text as Bluesky stores it: plain, with facets that say which bytes of it are a link or a
 * hashtag. Nothing is clickable without one. A link is shown by host and the beginning of its path;
 * its facet holds the whole. Names with {@code @} stay plain: whose they are would be a guess.
 *
 * @param text what readers see
 * @param facets in the text's order; they never overlap
 */
record RichText(String text, List<Facet> facets) {

  /** A character is what a reader sees as one; lexicon app.bsky.feed.post, read 2026-08. */
  static final int MOST_CHARACTERS = 300;

  private static final int MOST_BYTES = 3_000;
  private static final int BYTES_PER_CHARACTER = MOST_BYTES / MOST_CHARACTERS;
  private static final TextMeasure CHARACTERS = TextMeasure.graphemes();

  /**
   * Counts what is shown, so that a link counts as short as it looks. A character counts once for
   * each ten bytes that all of them together need: within the limit both rules hold.
   */
  static final TextMeasure MEASURE =
      TextMeasure.of("characters", text -> of(text).countedCharacters());

  private static final Pattern LINK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_])https?://[^\\s<>\"\\p{Cntrl}]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern AFTER_A_LINK =
      Pattern.compile("[\\p{Po}\\p{Pf}\\p{Pi}&&[^/%&#@*]]+$");

  /** White space and what is invisible ends a hashtag; one of digits alone is none. */
  private static final Pattern TAG =
      Pattern.compile(
          "(?<![^\\s\\p{Ps}\\p{Pi}])[#＃]([^\\s#＃\\p{Cntrl}\\x{AD}\\x{200A}-\\x{200D}\\x{2060}]+)");

  private static final Pattern AFTER_A_TAG = Pattern.compile("[\\p{P}]+$");
  private static final Pattern ONLY_DIGITS_AND_SIGNS = Pattern.compile("[\\p{N}\\p{P}\\p{M}]*");
  private static final int MOST_TAG_CHARACTERS = 64;
  private static final int MOST_TAG_BYTES = 640;

  RichText {
    facets = List.copyOf(facets);
  }

  /**
   * Says of a part of the text what it is.
   *
   * @param start its first byte in UTF-8
   * @param end the byte after its last
   * @param isLink a hashtag otherwise
   * @param value the whole address, or the hashtag without its sign
   */
  record Facet(int start, int end, boolean isLink, String value) {

    private ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("index").put("byteStart", this.start).put("byteEnd", this.end);
      json.putArray("features")
          .addObject()
          .put("$type", "app.bsky.richtext.facet#" + (this.isLink ? "link" : "tag"))
          .put(this.isLink ? "uri" : "tag", this.value);
      return json;
    }
  }

  /** Finds links and hashtags in a text. */
  static RichText of(String plain) {
    Writer writer = new Writer();
    Matcher links = LINK.matcher(plain);
    int from = 0;
    while (links.find()) {
      String link = withoutWhatFollows(links.group());
      if (ShownLink.isOne(link)) {
        writer.writeWithTags(plain.substring(from, links.start()));
        writer.write(ShownLink.of(link), true, link);
        from = links.start() + link.length();
      }
    }
    writer.writeWithTags(plain.substring(from));
    return new RichText(writer.text.toString(), writer.facets);
  }

  /** A sentence's end is none of the address, nor is a bracket that opened before it. */
  private static String withoutWhatFollows(String found) {
    String link = found;
    for (String before = ""; !before.equals(link); ) {
      before = link;
      link = AFTER_A_LINK.matcher(link).replaceAll("");
      char last = link.charAt(link.length() - 1);
      char opening = last == ')' ? '(' : last == ']' ? '[' : '\0';
      if (opening != '\0' && count(link, opening) < count(link, last)) {
        link = link.substring(0, link.length() - 1);
      }
    }
    return link;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(it -> it == wanted).count();
  }

  int characters() {
    return CHARACTERS.lengthOf(this.text);
  }

  int bytes() {
    return bytes(this.text);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private int countedCharacters() {
    return Math.max(characters(), (bytes() + BYTES_PER_CHARACTER - 1) / BYTES_PER_CHARACTER);
  }

  ArrayNode facetsAsJson() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    this.facets.forEach(facet -> array.add(facet.json()));
    return array;
  }

  private static final class Writer {

    private final StringBuilder text = new StringBuilder();
    private final List<Facet> facets = new ArrayList<>();
    private int bytes;

    private void write(String shown) {
      this.text.append(shown);
      this.bytes += RichText.bytes(shown);
    }

    private void write(String shown, boolean isLink, String value) {
      int start = this.bytes;
      write(shown);
      this.facets.add(new Facet(start, this.bytes, isLink, value));
    }

    private void writeWithTags(String plain) {
      Matcher tags = TAG.matcher(plain);
      int from = 0;
      while (tags.find()) {
        String tag = AFTER_A_TAG.matcher(tags.group(1)).replaceAll("");
        if (isTag(tag)) {
          write(plain.substring(from, tags.start()));
          from = tags.start(1) + tag.length();
          write(plain.substring(tags.start(), from), false, tag);
        }
      }
      write(plain.substring(from));
    }

    private static boolean isTag(String tag) {
      return !ONLY_DIGITS_AND_SIGNS.matcher(tag).matches()
          && CHARACTERS.lengthOf(tag) <= MOST_TAG_CHARACTERS
          && RichText.bytes(tag) <= MOST_TAG_BYTES;
    }
  }
}
