// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one run of a sender holds: its supply, and the lines that its workers have in hand. It is
 * used by one thread.
 */
final class Shift {

  private final UUID sender;
  private final Supply supply;
  private Set<LineId> inHand = new HashSet<>();

  Shift(UUID sender, Supply supply) {
    this.sender = sender;
    this.supply = supply;
  }

  UUID sender() {
    return this.sender;
  }

  Supply supply() {
    return this.supply;
  }

  /** What is in hand as of the last commit. */
  Set<LineId> inHand() {
    return this.inHand;
  }

  /** What is in hand once a commit is through. */
  Set<LineId> inHandAfter(List<Settlement> settlements, Handout handout) {
    Set<LineId> after = new HashSet<>(this.inHand);
    settlements.forEach(it -> after.remove(it.claim().line()));
    handout.claims().forEach(it -> after.add(it.line()));
    return after;
  }

  /** A commit is through. */
  void handed(List<Settlement> settlements, Handout handout) {
    this.inHand = inHandAfter(settlements, handout);
  }
}
