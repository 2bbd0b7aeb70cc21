// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * The relaxed form of a header field (RFC 6376, 3.4.2): its name in lower case, its value on one
 * line, white space in a row made one space, none around the colon and none at the end.
 */
final class RelaxedField {

  private RelaxedField() {}

  /** The form of a field that ends with CRLF; so does the form. */
  static byte[] of(byte[] field) {
    byte[] relaxed = new byte[field.length];
    int length = 0;
    int index = 0;
    while (field[index] != ':') {
      relaxed[length++] = lower(field[index++]);
    }
    relaxed[length++] = ':';
    boolean space = false;
    int beginning = length;
    for (index++; index < field.length; index++) {
      byte octet = field[index];
      if (isWhite(octet)) {
        space = true;
      } else {
        if (space && length > beginning) {
          relaxed[length++] = ' ';
        }
        space = false;
        relaxed[length++] = octet;
      }
    }
    relaxed[length++] = '\r';
    relaxed[length++] = '\n';
    return java.util.Arrays.copyOf(relaxed, length);
  }

  private static boolean isWhite(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }

  private static byte lower(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
  }
}
