// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.storycast.channel.Attempt;

/**
 * A post, or a picture of one, that Threads holds and readers don't see; it can be published once.
 *
 * @param step under which it is remembered
 * @param id the container's number; empty where it is to be made anew
 * @param createdAt when it was made
 * @param number how many were made in its place, this one included
 */
record Container(String step, String id, Instant createdAt, int number) {

  /** An hour less than Threads keeps them. */
  static final Duration LIFETIME = Duration.ofHours(23);

  /** The step of the post itself. */
  static final String POST = "container";

  /** More failures are no accident. */
  static final int MOST = 3;

  private static final String NONE = "none";

  static Optional<Container> of(Attempt attempt, String step) {
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

  void remember(Attempt attempt) {
    attempt.checkpoint(
        this.step,
        "%s %s %d".formatted(this.id.isEmpty() ? NONE : this.id, this.createdAt, this.number));
  }

  boolean isUsable(Instant now) {
    return !this.id.isEmpty() && now.isBefore(this.createdAt.plus(LIFETIME));
  }

  /** Such a container is asked however old it is, and never replaced without its word. */
  boolean mayBePublished(Attempt attempt) {
    return this.step.equals(POST) && !this.id.isEmpty() && attempt.committedAt().isPresent();
  }

  Container withoutId() {
    return new Container(this.step, "", this.createdAt, this.number);
  }
}
