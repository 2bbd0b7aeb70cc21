// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>) row by row in bounded
 * memory. Rows may end in CR, LF or both; the first line decides whether comma, semicolon or tab
 * separates. A row that is broken is told as such, and reading goes on after it. A quotation mark
 * opens a field only at its beginning; within other fields it stands for itself.
 */
final class CsvReader {

  static final int LONGEST_FIELD = 65_536;

  private static final int LONGEST_ROW = 4 * LONGEST_FIELD;
  private static final int LONGEST_SKIPPED = 16 * LONGEST_ROW;
  private static final int END = -1;

  private final Reader text;
  private final char[] buffer = new char[8192];
  private int position;
  private int filled;
  private char separator = ',';
  private long line = 1;
  private int before = END;
  private final StringBuilder field = new StringBuilder();
  private final List<String> fields = new ArrayList<>();
  private @Nullable String fault;
  private long length;

  CsvReader(Reader text) {
    this.text = text;
  }

  /** Reads the row of column names and learns the separator from it; empty where there is none. */
  Optional<CsvRow> header() throws IOException {
    fillWhole();
    this.separator = separator();
    return row();
  }

  /** Malformed text further on is told when a row comes to it. */
  private void fillWhole() throws IOException {
    int read = 0;
    while (read >= 0 && this.filled < this.buffer.length) {
      try {
        read = this.text.read(this.buffer, this.filled, this.buffer.length - this.filled);
      } catch (CharacterCodingException later) {
        read = END;
      }
      this.filled += Math.max(read, 0);
    }
  }

  /** The first of the candidates outside of quotation marks; a name may hold the others. */
  private char separator() {
    boolean quoted = false;
    for (int i = this.position; i < this.filled; i++) {
      char it = this.buffer[i];
      quoted ^= it == '"';
      if (!quoted && (it == '\n' || it == '\r')) {
        return ',';
      }
      if (!quoted && (it == '\t' || it == ';' || it == ',')) {
        return it;
      }
    }
    return ',';
  }

  /** In which line the reader is. */
  long line() {
    return this.line;
  }

  /**
   * The next row; empty at the end.
   *
   * @throws UnreadableImportException when the rest of the file can't be told apart
   */
  Optional<CsvRow> row() throws IOException {
    if (peek() == END) {
      return Optional.empty();
    }
    long begin = this.line;
    this.fields.clear();
    this.fault = null;
    this.length = 0;
    while (isAnotherField(begin)) {
      end();
    }
    end();
    if (this.fault != null && this.line > begin) {
      this.fault = this.fault + "; lines %d to %d belong to it".formatted(begin, this.line);
    }
    skipLineEnd();
    return Optional.of(new CsvRow(begin, this.fields, this.fault));
  }

  private void end() {
    if (this.fault == null) {
      this.fields.add(this.field.toString());
    }
    this.field.setLength(0);
  }

  /** Reads a field and what separates it; answers whether that was no end of the row. */
  private boolean isAnotherField(long begin) throws IOException {
    if (peek() == '"') {
      quoted(begin);
    }
    while (!isLineEnd(peek()) && peek() != this.separator) {
      append(read(), begin);
    }
    if (peek() != this.separator) {
      return false;
    }
    read();
    return true;
  }

  private void quoted(long begin) throws IOException {
    read();
    while (true) {
      int character = read();
      if (character == END) {
        broken("a quotation mark opens in line %d and none closes it".formatted(begin));
        return;
      }
      if (character != '"') {
        append(character, begin);
      } else if (peek() == '"') {
        append(read(), begin);
      } else {
        break;
      }
    }
    if (!isLineEnd(peek()) && peek() != this.separator) {
      broken(
          "has text after a closing quotation mark in line %d; within quotation marks write \"\""
              .formatted(this.line));
    }
  }

  private void append(int character, long begin) {
    if (++this.length > LONGEST_SKIPPED) {
      throw new UnreadableImportException(
          "The row that begins in line %d does not end within four million characters; a quotation"
                  .formatted(begin)
              + " mark is missing there",
          null);
    }
    if (character == 0) {
      broken("holds a NUL byte, so the file is damaged or no text");
    } else if (this.field.length() >= LONGEST_FIELD) {
      broken("has a field of more than 65,536 characters; is a quotation mark missing?");
    } else if (this.length > LONGEST_ROW) {
      broken("has more than 262,144 characters; is a quotation mark missing?");
    } else if (this.fault == null) {
      this.field.append((char) character);
    }
  }

  private void broken(String fault) {
    if (this.fault == null) {
      this.fault = fault;
    }
    this.field.setLength(0);
  }

  private static boolean isLineEnd(int character) {
    return character == '\n' || character == '\r' || character == END;
  }

  private void skipLineEnd() throws IOException {
    if (read() == '\r' && peek() == '\n') {
      read();
    }
  }

  private int peek() throws IOException {
    if (this.position == this.filled) {
      int read = this.text.read(this.buffer, 0, this.buffer.length);
      this.position = 0;
      this.filled = Math.max(read, 0);
      if (read < 0) {
        return END;
      }
    }
    return this.buffer[this.position];
  }

  private int read() throws IOException {
    int character = peek();
    if (character == END) {
      return END;
    }
    this.position++;
    countLine(character);
    return character;
  }

  /** CR and LF together end one line. */
  private void countLine(int character) {
    if (character == '\r' || character == '\n' && this.before != '\r') {
      this.line++;
    }
    this.before = character;
  }
}
