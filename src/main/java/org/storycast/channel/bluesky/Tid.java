// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Instant;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;

/**
 * Makes record keys: 53 bits of microseconds and ten bits that tell apart what was begun in the
 * same microsecond, in an alphabet that sorts as the numbers do (<a
 * href="https://atproto.com/specs/tid">specification</a>, read 2026-08). The ten bits come from the
 * delivery, so that two of them don't meet.
 */
final class Tid {

  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 13;
  private static final int CLOCK_BITS = 10;

  private Tid() {}

  static String of(Instant moment, DeliveryKey key, String part) {
    long micros = moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
    long tail = Long.parseLong(Digest.of(key + " " + part).hex(), 0, 4, 16) & 0x3FF;
    long number = micros << CLOCK_BITS | tail;
    char[] text = new char[LENGTH];
    for (int at = LENGTH - 1; at >= 0; at--) {
      text[at] = ALPHABET.charAt((int) (number & 31));
      number >>>= 5;
    }
    return new String(text);
  }
}
