// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.Outcome;

/**
 * Whether an earlier call of this delivery may have been taken. Only then is LinkedIn's word that
 * it holds the same content already good news, and only then does a refusal leave a doubt.
 *
 * @param mayBeThere whether one was announced and not clearly refused
 */
record Announced(boolean mayBeThere) {

  private static final String STEP = "announced";
  private static final String OPEN = "open";
  private static final String REFUSED = "refused";

  static Announced before(Attempt attempt) {
    return new Announced(attempt.checkpoint(STEP).equals(Optional.of(OPEN)));
  }

  /** Stores that a call comes next. */
  void keep(Attempt attempt) {
    if (!this.mayBeThere) {
      attempt.checkpoint(STEP, OPEN);
    }
  }

  /** The outcome with the doubt: success ends it, a refusal leaves it. */
  Outcome settle(Outcome outcome, Attempt attempt) {
    return switch (outcome) {
      case Outcome.Published published -> published;
      case Outcome.Underway underway -> underway;
      case Outcome.Unclear unclear -> unclear;
      case Outcome.TryLater later -> refused(later, attempt);
      case Outcome.ChannelClosed closed -> refused(closed, attempt);
      case Outcome.Rejected rejected ->
          this.mayBeThere
              ? new Outcome.Unclear(rejected.detail() + "; an earlier attempt may have been taken")
              : refused(rejected, attempt);
    };
  }

  private Outcome refused(Outcome outcome, Attempt attempt) {
    if (!this.mayBeThere) {
      attempt.checkpoint(STEP, REFUSED);
    }
    return outcome;
  }
}
