// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A file of readers in Mailchimp's form, made while it is read; some of its rows may be without an
 * address, here and there.
 */
final class MadeReaders extends InputStream {

  private static final String HEADER =
      "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,TAGS\r\n";

  private final long rows;
  private final int bad;
  private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
  private int position;
  private long row;

  MadeReaders(long rows) {
    this(rows, 0);
  }

  /**
   * A file with bad rows.
   *
   * @param bad about how many of a hundred rows have no address
   */
  MadeReaders(long rows, int bad) {
    this.rows = rows;
    this.bad = bad;
  }

  private String addressAt(long row) {
    boolean isBad = new SplittableRandom(row).nextInt(100) < this.bad;
    return isBad ? "nobody" : "reader%d@reader%d.example".formatted(row, row % 1000);
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : this.line[this.position++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length > 0 && isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, this.line.length - this.position);
    System.arraycopy(this.line, this.position, target, offset, count);
    this.position += count;
    return count;
  }

  private boolean isAtEnd() {
    if (this.position < this.line.length) {
      return false;
    }
    if (this.row == this.rows) {
      return true;
    }
    this.line =
        "%s,Айгүл,Reader %d,2,2023-01-02 03:04:05,192.0.2.7,\"\"\"news\"\"\"\r\n"
            .formatted(addressAt(this.row), this.row)
            .getBytes(StandardCharsets.UTF_8);
    this.position = 0;
    this.row++;
    return false;
  }
}
