// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * The whole record, word for word, as every attempt sends it. A checkpoint holds 4,000 characters,
 * so that a long record is stored in pieces and counts only when all of them are there.
 */
final class FrozenRecord {

  private static final String STEP = "record";
  private static final int LONGEST = 3_900;
  private static final String NONE = "0";

  private FrozenRecord() {}

  static Optional<String> of(Attempt attempt) {
    int pieces = Integer.parseInt(attempt.checkpoint(STEP).orElse(NONE));
    StringBuilder record = new StringBuilder();
    for (int piece = 0; piece < pieces; piece++) {
      record.append(attempt.checkpoint(name(piece)).orElseThrow());
    }
    return pieces == 0 ? Optional.empty() : Optional.of(record.toString());
  }

  static String freeze(String record, Attempt attempt) {
    int pieces = 0;
    for (int from = 0; from < record.length(); pieces++) {
      int to = Math.min(record.length(), from + LONGEST);
      if (to < record.length() && Character.isHighSurrogate(record.charAt(to - 1))) {
        to--;
      }
      attempt.checkpoint(name(pieces), record.substring(from, to));
      from = to;
    }
    attempt.checkpoint(STEP, Integer.toString(pieces));
    return record;
  }

  /** Lets the next attempt make it anew. */
  static void discard(Attempt attempt) {
    attempt.checkpoint(STEP, NONE);
  }

  private static String name(int piece) {
    return STEP + "-" + piece;
  }
}
