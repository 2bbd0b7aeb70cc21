// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.Arrays;
import java.util.Locale;

/** What is known of one reader's copy of an issue. */
public enum LineState {
  /** It waits for its turn. */
  QUEUED(1),
  /** A connection has it in hand; it may or may not have been written. */
  IN_FLIGHT(2),
  /** The relay took it. */
  SENT(3),
  /** It was not taken and is tried again. */
  RETRYING(4),
  /** It was refused for good, or its time is over. */
  FAILED(5),
  /** The relay may have taken it; nobody can tell. */
  DOUBT(6),
  /** The reader had withdrawn before the freeze. */
  EXCLUDED(7),
  /** The reader withdrew between the freeze and the reader's turn. */
  EXCLUDED_LATE(8);

  private final short code;

  LineState(int code) {
    this.code = (short) code;
  }

  /** How the ledger writes it. */
  short code() {
    return this.code;
  }

  /** The tally's column for it. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LineState of(int code) {
    return Arrays.stream(values())
        .filter(state -> state.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No line has the state " + code));
  }
}
