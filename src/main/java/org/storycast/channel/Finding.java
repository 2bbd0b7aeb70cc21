// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Instant;

/** What read-back found. */
public sealed interface Finding {

  /** The platform holds it. */
  record Found(Receipt receipt) implements Finding {}

  /**
   * The platform took the whole post and is not done with it, or something is left to be added that
   * needs no announcement. The adapter, which {@link Follows}, has stored its checkpoint. The
   * delivery is followed, whatever has become of its story, and never sent again.
   *
   * @param handle by which it is followed
   */
  record Underway(String handle, Instant askAgainAt) implements Finding {}

  /**
   * The call in doubt was taken, and the adapter has stored its checkpoint; further calls of the
   * same post were never announced. The delivery goes on with them.
   *
   * @param evidence what was seen
   */
  record Unfinished(String evidence) implements Finding {}

  /**
   * The platform does not show it. One such answer proves little: platforms show posts late.
   *
   * @param evidence where was looked and what was seen
   */
  record Absent(String evidence) implements Finding {}

  /** The platform could not be asked, or its answer decides nothing. */
  record CannotTell(String why) implements Finding {}
}
