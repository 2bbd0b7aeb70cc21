// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the attributes of one start tag, up to and with its {@code >}. */
final class TelegramHtmlAttributes {

  private final TelegramHtmlSource source;
  private final String tag;
  private final int begin;
  private final Map<String, String> attributes = new LinkedHashMap<>();

  TelegramHtmlAttributes(TelegramHtmlSource source, String tag, int begin) {
    this.source = source;
    this.tag = tag;
    this.begin = begin;
  }

  Map<String, String> read() {
    this.source.skipSpace();
    while (this.source.current() != '>') {
      attribute();
      this.source.skipSpace();
      failAtEnd();
    }
    this.source.advance();
    return this.attributes;
  }

  private void attribute() {
    String name = this.source.readUntilSpaceOr('=', '>').toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      throw TelegramHtml.refusal(
          "Empty attribute name in the tag \"%s\" at byte offset %d"
              .formatted(this.tag, this.begin));
    }
    this.source.skipSpace();
    failAtEnd();
    if (this.source.current() != '=') {
      this.attributes.putIfAbsent(name, "");
      return;
    }
    this.source.advance();
    this.source.skipSpace();
    failAtEnd();
    int quote = this.source.current();
    this.attributes.put(name, quote == '"' || quote == '\'' ? quoted(quote) : token());
  }

  private String quoted(int quote) {
    StringBuilder value = new StringBuilder();
    this.source.advance();
    while (!this.source.isAtEnd() && this.source.current() != quote) {
      int escaped = this.source.current() == '&' ? this.source.readEscape() : 0;
      value.appendCodePoint(escaped == 0 ? this.source.readCharacter() : escaped);
    }
    failAtEnd();
    this.source.advance();
    return value.toString();
  }

  private String token() {
    int tokenBegin = this.source.position();
    String token = this.source.readNameToken().toLowerCase(Locale.ROOT);
    if (!this.source.isAtSpace() && this.source.current() != '>') {
      throw TelegramHtml.refusal("Unexpected end of name token at byte offset " + tokenBegin);
    }
    return token;
  }

  private void failAtEnd() {
    if (this.source.isAtEnd()) {
      throw TelegramHtml.refusal("Unclosed start tag at byte offset " + this.begin);
    }
  }
}
