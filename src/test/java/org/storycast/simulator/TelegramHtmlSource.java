// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bytes of a text in Telegram's HTML and how far they are read. */
final class TelegramHtmlSource {

  private static final Map<String, Integer> ESCAPES =
      Map.of("lt", (int) '<', "gt", (int) '>', "amp", (int) '&', "quot", (int) '"');

  /** An escape of more bytes than this is none. */
  private static final int LONGEST_ESCAPE = 10;

  private final byte[] bytes;
  private int position;

  TelegramHtmlSource(byte[] bytes) {
    this.bytes = bytes;
  }

  int position() {
    return this.position;
  }

  boolean isAtEnd() {
    return this.position >= this.bytes.length;
  }

  /** The byte at the position; zero at the end. */
  int current() {
    return at(this.position);
  }

  void advance() {
    this.position++;
  }

  private int at(int index) {
    return index < this.bytes.length ? this.bytes[index] & 0xff : 0;
  }

  boolean isAtSpace() {
    return isSpace(current());
  }

  private static boolean isSpace(int value) {
    return value == ' ' || value >= '\t' && value <= '\r' && value != '\f' || value == 0;
  }

  void skipSpace() {
    while (!isAtEnd() && isAtSpace()) {
      advance();
    }
  }

  String readUntilSpaceOr(char... ends) {
    int begin = this.position;
    while (!isAtEnd() && !isAtSpace() && new String(ends).indexOf(current()) < 0) {
      advance();
    }
    return since(begin);
  }

  /** A name token: letters, digits, full stops and hyphens. */
  String readNameToken() {
    int begin = this.position;
    while (Character.isLetterOrDigit(current()) && current() < 0x80
        || current() == '.'
        || current() == '-') {
      advance();
    }
    return since(begin);
  }

  private String since(int begin) {
    return new String(this.bytes, begin, this.position - begin, StandardCharsets.UTF_8);
  }

  int readCharacter() {
    int begin = this.position;
    advance();
    while ((at(this.position) & 0xc0) == 0x80) {
      advance();
    }
    return since(begin).codePointAt(0);
  }

  /** The character of an escape, which is then read; zero where there is none. */
  int readEscape() {
    int end = this.position + 1;
    boolean numeric = at(end) == '#';
    int code = numeric ? 0 : -1;
    if (numeric) {
      int base = at(end + 1) == 'x' ? 16 : 10;
      end += base == 16 ? 2 : 1;
      while (end - this.position < LONGEST_ESCAPE && Character.digit(at(end), base) >= 0) {
        code = code * base + Character.digit(at(end), base);
        end++;
      }
    } else {
      while (at(end) < 0x80 && Character.isLetter(at(end))) {
        end++;
      }
      String name =
          new String(
              this.bytes, this.position + 1, end - this.position - 1, StandardCharsets.UTF_8);
      code = ESCAPES.getOrDefault(name, 0);
    }
    if (code <= 0 || code >= 0x10ffff || end - this.position >= LONGEST_ESCAPE) {
      return 0;
    }
    this.position = at(end) == ';' ? end + 1 : end;
    return code;
  }
}
