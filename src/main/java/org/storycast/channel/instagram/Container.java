// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * A post that Instagram holds and readers don't see; it can be published once.
 *
 * @param id the container's number; empty where it is to be made anew
 * @param createdAt when it was made
 * @param number how many were made for this delivery, this one included
 */
record Container(String id, Instant createdAt, int number) {

  /** An hour less than Instagram keeps them. */
  static final Duration LIFETIME = Duration.ofHours(23);

  /** More failures are no accident. */
  static final int MOST = 3;

  private static final String STEP = "container";
  private static final String NONE = "none";

  static Optional<Container> of(Attempt attempt) {
    return attempt.checkpoint(STEP).map(Container::parse);
  }

  private static Container parse(String handle) {
    String[] pieces = handle.split(" ");
    return new Container(
        pieces[0].equals(NONE) ? "" : pieces[0],
        Instant.parse(pieces[1]),
        Integer.parseInt(pieces[2]));
  }

  void remember(Attempt attempt) {
    attempt.checkpoint(
        STEP,
        "%s %s %d".formatted(this.id.isEmpty() ? NONE : this.id, this.createdAt, this.number));
  }

  boolean isUsable(Instant now) {
    return !this.id.isEmpty() && now.isBefore(this.createdAt.plus(LIFETIME));
  }

  Container withoutId() {
    return new Container("", this.createdAt, this.number);
  }
}
