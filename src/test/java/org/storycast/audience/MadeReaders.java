// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file of readers in Mailchimp's form, made while it is read. */
final class MadeReaders extends InputStream {

  private static final String HEADER =
      "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,TAGS\r\n";

  private final long rows;
  private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
  private int position;
  private long row;

  MadeReaders(long rows) {
    this.rows = rows;
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
        "reader%d@reader%d.example,Айгүл,Reader %d,2,2023-01-02 03:04:05,192.0.2.7,\"\"\"news\"\"\"\r\n"
            .formatted(this.row, this.row % 1000, this.row)
            .getBytes(StandardCharsets.UTF_8);
    this.position = 0;
    this.row++;
    return false;
  }
}
