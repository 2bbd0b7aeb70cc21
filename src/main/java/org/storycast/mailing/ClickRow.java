// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one link of one reader's copy.
 *
 * @param link the link's number
 * @param firstAt when it was first opened, by whomever
 * @param lastAt when it was last opened
 * @param hits how often, up to {@link #MOST_HITS}
 * @param countedAt since when it counts as a reader's click; absent where only machines opened it
 * @param leftOut why the last one that did not count did not; absent where all did
 */
record ClickRow(
    int link,
    Instant firstAt,
    Instant lastAt,
    int hits,
    @Nullable Instant countedAt,
    @Nullable LeftOut leftOut) {

  static final int MOST_HITS = 1_000;

  static ClickRow first(Hit hit, Instant at) {
    return new ClickRow(hit.link(), at, at, 0, null, null);
  }

  ClickRow hit(Instant at, int times) {
    return new ClickRow(
        this.link,
        this.firstAt,
        at.isAfter(this.lastAt) ? at : this.lastAt,
        Math.min(MOST_HITS, this.hits + Math.min(MOST_HITS, times)),
        this.countedAt,
        this.leftOut);
  }

  ClickRow counted(Instant at) {
    return this.countedAt != null
        ? this
        : new ClickRow(this.link, this.firstAt, this.lastAt, this.hits, at, this.leftOut);
  }

  /** Takes back what counted since then; what counted before stays. */
  ClickRow leftOut(LeftOut reason, Instant since) {
    boolean stays = this.countedAt != null && this.countedAt.isBefore(since);
    return new ClickRow(
        this.link, this.firstAt, this.lastAt, this.hits, stays ? this.countedAt : null, reason);
  }

  /** Why an opened link is not taken for a reader's click. */
  enum LeftOut {
    /** The copy was not taken yet, or a moment ago. */
    EARLY(1),
    /** Several links of the copy were opened at once. */
    BURST(2),
    /** The program says that it looks at links. */
    SCANNER(3);

    private final short code;

    LeftOut(int code) {
      this.code = (short) code;
    }

    short code() {
      return this.code;
    }

    static LeftOut of(int code) {
      return values()[code - 1];
    }
  }
}
