// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * A film that Facebook holds and readers don't see.
 *
 * @param id the video's number
 * @param session of its upload; a hyphen where there is none
 * @param from the first byte that is still to be sent
 * @param to the byte after the last one of the next piece; nothing is left where it equals the
 *     first
 */
record Film(String id, String session, long from, long to) {

  private static final String STEP = "film";
  private static final String FORGOTTEN = "none";

  static Optional<Film> of(Attempt attempt) {
    return attempt.checkpoint(STEP).filter(it -> !it.equals(FORGOTTEN)).map(Film::parse);
  }

  private static Film parse(String handle) {
    String[] words = handle.split(" ");
    return new Film(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]));
  }

  /** Remembers how far it is. */
  Film remember(Attempt attempt) {
    attempt.checkpoint(STEP, "%s %s %d %d".formatted(this.id, this.session, this.from, this.to));
    return this;
  }

  /** Makes the next attempt begin anew; nobody has seen anything. */
  static void forget(Attempt attempt) {
    attempt.checkpoint(STEP, FORGOTTEN);
  }

  boolean isWhole() {
    return this.from == this.to;
  }

  Film with(long from, long to) {
    return new Film(this.id, this.session, from, to);
  }
}
