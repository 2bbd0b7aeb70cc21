// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * A post, or a picture of one, that Instagram holds and readers don't see; it can be published
 * once.
 *
 * @param step under which it is remembered
 * @param id the container's number; empty where it is to be made anew
 * @param createdAt when it was made
 * @param number how many were made for this step, this one included
 */
record Container(String step, String id, Instant createdAt, int number) {

  /** The container that is published. */
  static final String POST = "container";

  /** An hour less than Instagram keeps them. */
  static final Duration LIFETIME = Duration.ofHours(23);

  /** More failures are no accident. */
  static final int MOST = 3;

  private static final String NONE = "none";

  static Optional<Container> of(String step, Attempt attempt) {
    return attempt.checkpoint(step).map(handle -> parse(step, handle));
  }

  private static Container parse(String step, String handle) {
    String[] pieces = handle.split(" ");
    return new Container(
        step,
        pieces[0].equals(NONE) ? "" : pieces[0],
        Instant.parse(pieces[1]),
        Integer.parseInt(pieces[2]));
  }

  /** The step of a picture of a carousel, counted from zero. */
  static String ofPicture(int picture) {
    return "item-" + (picture + 1);
  }

  void remember(Attempt attempt) {
    attempt.checkpoint(
        this.step,
        "%s %s %d".formatted(this.id.isEmpty() ? NONE : this.id, this.createdAt, this.number));
  }

  boolean isUsable(Instant now) {
    return !this.id.isEmpty() && now.isBefore(this.createdAt.plus(LIFETIME));
  }

  Container withoutId() {
    return new Container(this.step, "", this.createdAt, this.number);
  }
}
