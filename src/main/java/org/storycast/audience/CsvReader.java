// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV (RFC 4180) row by row; rows may end in CR, LF or both, and the first line decides
 * whether comma, semicolon or tab separates.
 */
final class CsvReader {

  private static final int LONGEST_ROW = 65_536;
  private static final int END = -1;

  private final Reader text;
  private char separator = ',';
  private int next = -2;

  CsvReader(Reader text) {
    this.text = new BufferedReader(text);
  }

  /** Reads the first line and learns the separator from it. */
  Optional<List<String>> header() throws IOException {
    StringBuilder line = new StringBuilder();
    int character = read();
    while (character != '\n' && character != '\r' && character != END) {
      append(line, character);
      character = read();
    }
    skipLineFeed(character);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    this.separator = separatorOf(line.toString());
    return new CsvReader(new java.io.StringReader(line.toString()), this.separator).row();
  }

  private CsvReader(Reader text, char separator) {
    this(text);
    this.separator = separator;
  }

  private static char separatorOf(String line) {
    return line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
  }

  /** The next row's fields; empty at the end. */
  Optional<List<String>> row() throws IOException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    int length = 0;
    int character = read();
    if (character == END) {
      return Optional.empty();
    }
    while (character != END && (quoted || character != '\n' && character != '\r')) {
      if (++length > LONGEST_ROW) {
        throw new IOException(
            "a row has more than 65,536 characters; is a quotation mark missing?");
      }
      if (character == '"') {
        quoted = quote(field, quoted);
      } else if (character == this.separator && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        append(field, character);
      }
      character = read();
    }
    skipLineFeed(character);
    fields.add(field.toString());
    return Optional.of(fields);
  }

  /** A quotation mark opens, closes, or is doubled and stands for itself. */
  private boolean quote(StringBuilder field, boolean quoted) throws IOException {
    if (quoted && peek() == '"') {
      append(field, read());
      return true;
    }
    return !quoted;
  }

  private void append(StringBuilder field, int character) throws IOException {
    if (field.length() >= LONGEST_ROW) {
      throw new IOException("a line has more than 65,536 characters");
    }
    field.append((char) character);
  }

  private void skipLineFeed(int ended) throws IOException {
    if (ended == '\r' && peek() == '\n') {
      read();
    }
  }

  private int peek() throws IOException {
    if (this.next == -2) {
      this.next = this.text.read();
    }
    return this.next;
  }

  private int read() throws IOException {
    int character = peek();
    this.next = -2;
    return character;
  }
}
