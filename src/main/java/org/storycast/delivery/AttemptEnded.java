// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

/**
 * Thrown through an adapter when its attempt must go no further. Nothing irreversible has happened
 * since the last checkpoint.
 */
final class AttemptEnded extends RuntimeException {

  private final Cause cause;

  AttemptEnded(Cause cause, String message) {
    super(message);
    this.cause = cause;
  }

  Cause why() {
    return this.cause;
  }

  /** Why an attempt ends early. */
  enum Cause {
    /** Another process has taken the delivery over. */
    LEASE_LOST,
    /** It may not be sent any more, or not yet: it is decided anew. */
    MAY_NOT_BE_SENT,
    /** It is a rehearsal, and what comes next can't be taken back. */
    REHEARSED
  }
}
