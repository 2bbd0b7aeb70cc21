// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Quoted-printable (RFC 2045, 6.7) in which every text already has the relaxed form of DKIM (RFC
 * 6376, 3.4.4): no line ends in white space, and none has two spaces on end. So what is written is
 * what is hashed. No line begins with a dot, which SMTP would have to double (RFC 5321, 4.5.2).
 */
final class QuotedPrintable {

  private static final int LONGEST_LINE = 76;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final ByteArrayOutputStream out;
  private int column;

  private QuotedPrintable(int length) {
    this.out = new ByteArrayOutputStream(length + length / 16 + 16);
  }

  /** Encodes a text; its lines may end in any of the usual ways. */
  static byte[] of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    QuotedPrintable encoder = new QuotedPrintable(bytes.length);
    for (int index = 0; index < bytes.length; index++) {
      encoder.write(bytes, index);
    }
    return encoder.out.toByteArray();
  }

  private void write(byte[] bytes, int index) {
    int octet = bytes[index] & 0xff;
    if (octet == '\n' && index > 0 && bytes[index - 1] == '\r') {
      return;
    }
    if (octet == '\n' || octet == '\r') {
      this.out.write('\r');
      this.out.write('\n');
      this.column = 0;
    } else if (octet == ' ') {
      boolean plain = this.column > 0 && isFollowedByText(bytes, index);
      literally(octet, plain);
    } else {
      literally(octet, isPrintable(octet) && (octet != '.' || isInside()));
    }
  }

  private static boolean isPrintable(int octet) {
    return octet > ' ' && octet < 127 && octet != '=';
  }

  /** Whether a further sign does not begin a line. */
  private boolean isInside() {
    return this.column > 0 && this.column + 1 <= LONGEST_LINE - 1;
  }

  /** A space before white space, or at the end, is written in full. */
  private static boolean isFollowedByText(byte[] bytes, int index) {
    return index + 1 < bytes.length && (bytes[index + 1] & 0xff) > ' ';
  }

  private void literally(int octet, boolean plain) {
    breakBefore(plain ? 1 : 3);
    if (plain) {
      this.out.write(octet);
      this.column++;
    } else {
      this.out.write('=');
      this.out.write(HEX[octet >> 4]);
      this.out.write(HEX[octet & 0xf]);
      this.column += 3;
    }
  }

  /** One column is left for the sign that says that the line goes on. */
  private void breakBefore(int width) {
    if (this.column + width > LONGEST_LINE - 1) {
      this.out.write('=');
      this.out.write('\r');
      this.out.write('\n');
      this.column = 0;
    }
  }
}
