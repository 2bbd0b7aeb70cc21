// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads Telegram's HTML as TDLib does: byte by byte, with the same whitelist of tags and the same
 * complaints at the same byte offsets.
 */
final class TelegramHtml {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("a", "text_link"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("blockquote", "blockquote"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("span", "spoiler"),
          Map.entry("tg-emoji", "custom_emoji"),
          Map.entry("tg-time", "date_time"));
  private static final Set<String> LINK_SCHEMES = Set.of("http", "https");
  private static final int MAX_ENTITIES = 100;

  private record Open(String tag, String argument, int offset) {}

  /**
   * A parsed text.
   *
   * @param text without tags and escapes, trimmed
   * @param entities its formatting, in order
   */
  record Parsed(String text, List<TelegramEntity> entities) {}

  private final TelegramHtmlSource source;
  private final StringBuilder text = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<TelegramEntity> entities = new ArrayList<>();

  private TelegramHtml(String html) {
    this.source = new TelegramHtmlSource(html.getBytes(StandardCharsets.UTF_8));
  }

  static Parsed parse(String html) {
    TelegramHtml parser = new TelegramHtml(html);
    parser.parse();
    return trimmed(parser.text.toString(), parser.entities);
  }

  /** White space goes from both ends, and what stood only on it. */
  static Parsed trimmed(String text, List<TelegramEntity> entities) {
    String trimmed = text.strip();
    int cut = text.indexOf(trimmed);
    List<TelegramEntity> kept =
        entities.stream()
            .map(it -> moved(it, cut, trimmed.length()))
            .filter(it -> it.length() > 0)
            .sorted(
                Comparator.comparingInt(TelegramEntity::offset)
                    .thenComparing(TelegramEntity::length, Comparator.reverseOrder()))
            .limit(MAX_ENTITIES)
            .toList();
    return new Parsed(trimmed, kept);
  }

  private static TelegramEntity moved(TelegramEntity entity, int cut, int length) {
    int begin = Math.clamp(entity.offset() - cut, 0, length);
    int end = Math.clamp(entity.offset() + entity.length() - cut, 0, length);
    return new TelegramEntity(entity.type(), begin, end - begin, entity.argument());
  }

  private void parse() {
    while (!this.source.isAtEnd()) {
      int character = this.source.current() == '&' ? this.source.readEscape() : 0;
      if (character != 0) {
        this.text.appendCodePoint(character);
      } else if (this.source.current() == '<') {
        tag();
      } else {
        this.text.appendCodePoint(this.source.readCharacter());
      }
    }
    if (!this.open.isEmpty()) {
      throw refusal(
          "Can't find end tag corresponding to start tag \"%s\"".formatted(this.open.peek().tag()));
    }
  }

  private void tag() {
    int begin = this.source.position();
    this.source.advance();
    if (this.source.current() == '/') {
      endTag(begin);
    } else {
      startTag(begin);
    }
  }

  private void startTag(int begin) {
    String tag = this.source.readUntilSpaceOr('>').toLowerCase(Locale.ROOT);
    if (this.source.isAtEnd()) {
      throw refusal("Unclosed start tag at byte offset " + begin);
    }
    if (!TYPES.containsKey(tag)) {
      throw refusal("Unsupported start tag \"%s\" at byte offset %d".formatted(tag, begin));
    }
    Map<String, String> attributes = new TelegramHtmlAttributes(this.source, tag, begin).read();
    if (tag.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
      throw refusal("Tag \"span\" must have class \"tg-spoiler\" at byte offset " + begin);
    }
    this.open.push(new Open(tag, argument(tag, attributes), this.text.length()));
  }

  private static String argument(String tag, Map<String, String> attributes) {
    return switch (tag) {
      case "a" -> attributes.getOrDefault("href", "");
      case "code" -> {
        String language = attributes.getOrDefault("class", "");
        yield language.startsWith("language-") ? language.substring("language-".length()) : "";
      }
      case "tg-emoji" -> attributes.getOrDefault("emoji-id", "");
      case "blockquote" -> attributes.containsKey("expandable") ? "expandable" : "";
      default -> "";
    };
  }

  private void endTag(int begin) {
    if (this.open.isEmpty()) {
      throw refusal("Unexpected end tag at byte offset " + begin);
    }
    this.source.advance();
    String name = this.source.readUntilSpaceOr('>').toLowerCase(Locale.ROOT);
    this.source.skipSpace();
    if (this.source.current() != '>') {
      throw refusal("Unclosed end tag at byte offset " + begin);
    }
    this.source.advance();
    Open last = this.open.pop();
    if (!name.isEmpty() && !name.equals(last.tag())) {
      throw refusal(
          "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
              .formatted(begin, last.tag(), name));
    }
    close(last);
  }

  private void close(Open last) {
    int length = this.text.length() - last.offset();
    String type = TYPES.get(last.tag());
    String argument = last.argument();
    if (last.tag().equals("a")) {
      argument = link(argument.isEmpty() ? this.text.substring(last.offset()) : argument);
      if (argument.isEmpty()) {
        return;
      }
    }
    if (type.equals("blockquote") && !argument.isEmpty()) {
      type = "expandable_blockquote";
    }
    if (length > 0) {
      this.entities.add(new TelegramEntity(type, last.offset(), length, argument));
    }
  }

  /** What Telegram makes of a link's target; empty where it drops the link. */
  private static String link(String target) {
    try {
      URI uri = URI.create(target.contains("://") ? target : "http://" + target);
      if ("tg".equalsIgnoreCase(uri.getScheme())) {
        return target;
      }
      boolean good =
          LINK_SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
              && uri.getHost() != null
              && uri.getHost().contains(".");
      return !good
          ? ""
          : uri.getRawPath().isEmpty() && uri.getRawQuery() == null ? uri + "/" : uri.toString();
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  static TelegramRefusal refusal(String what) {
    return TelegramRefusal.badRequest("can't parse entities: " + what);
  }
}
