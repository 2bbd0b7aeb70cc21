// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file's text. A byte order mark says what the file is, whatever charset was named. Unlike the
 * platform's own reader it hands out everything before the first malformed byte before it throws,
 * so that the row with the fault can be named.
 */
final class DecodedText extends Reader {

  private static final int MARK = 3;

  private final InputStream file;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(8192);
  private final CharBuffer chars = CharBuffer.allocate(8192);
  private @Nullable CoderResult malformed;
  private boolean fileEnded;
  private boolean ended;

  /**
   * The text of a file.
   *
   * @param named the charset of a file without a byte order mark
   */
  DecodedText(InputStream file, Charset named) throws IOException {
    this.file = file;
    byte[] mark = file.readNBytes(MARK);
    this.bytes.put(mark).flip();
    this.chars.limit(0);
    this.charset = charset(mark, named);
    this.decoder =
        this.charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private Charset charset(byte[] mark, Charset named) {
    if (mark.length == MARK && at(mark, 0xEF, 0xBB) && (mark[2] & 0xFF) == 0xBF) {
      this.bytes.position(MARK);
      return StandardCharsets.UTF_8;
    }
    if (at(mark, 0xFF, 0xFE) || at(mark, 0xFE, 0xFF)) {
      this.bytes.position(2);
      return at(mark, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    return named;
  }

  private static boolean at(byte[] mark, int first, int second) {
    return mark.length >= 2 && (mark[0] & 0xFF) == first && (mark[1] & 0xFF) == second;
  }

  /** The charset by which it is read. */
  Charset charset() {
    return this.charset;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!this.chars.hasRemaining()) {
      if (this.malformed != null) {
        this.malformed.throwException();
      }
      if (this.ended) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, this.chars.remaining());
    this.chars.get(target, offset, count);
    return count;
  }

  private void fill() throws IOException {
    this.bytes.compact();
    int read =
        this.fileEnded
            ? -1
            : this.file.read(this.bytes.array(), this.bytes.position(), this.bytes.remaining());
    this.fileEnded = read < 0;
    this.bytes.position(this.bytes.position() + Math.max(read, 0)).flip();
    this.chars.clear();
    CoderResult result = this.decoder.decode(this.bytes, this.chars, this.fileEnded);
    if (result.isUnderflow() && this.fileEnded) {
      result = this.decoder.flush(this.chars);
      this.ended = result.isUnderflow();
    }
    this.malformed = result.isError() ? result : null;
    this.chars.flip();
  }

  @Override
  public void close() throws IOException {
    this.file.close();
  }
}
