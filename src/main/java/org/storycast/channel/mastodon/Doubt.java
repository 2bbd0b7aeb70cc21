// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;

/**
 * Whether an earlier attempt may have been taken. A refusal of a repeat says nothing about that
 * attempt: a limit or a revoked token speaks before the instance looks at the key. Were the doubt
 * dropped with the refusal, the key could be gone before the next attempt, and the status would
 * stand twice.
 *
 * @param isOpen whether there is one
 */
record Doubt(boolean isOpen) {

  /** Holds the number of the last attempt that was clearly refused, as were all before it. */
  private static final String REFUSED = "refused";

  /** The doubt that earlier attempts have left, asked before this one is announced. */
  static Doubt before(Attempt attempt) {
    Optional<String> lastOne = Optional.of(Integer.toString(attempt.number() - 1));
    return new Doubt(
        attempt.committedAt().isPresent() && !attempt.checkpoint(REFUSED).equals(lastOne));
  }

  /** The outcome with the doubt: success ends it, a refusal leaves it. */
  Outcome settle(Outcome outcome, Attempt attempt) {
    return switch (outcome) {
      case Outcome.Published published -> published;
      case Outcome.Underway underway -> underway;
      case Outcome.Unclear unclear -> unclear;
      case Outcome.TryLater later -> this.isOpen ? ofRepeat(later) : refused(later, attempt);
      case Outcome.Rejected rejected ->
          this.isOpen ? unclear(rejected.detail()) : refused(rejected, attempt);
      case Outcome.ChannelClosed closed ->
          this.isOpen ? unclear(closed.detail()) : refused(closed, attempt);
    };
  }

  private static Outcome refused(Outcome outcome, Attempt attempt) {
    attempt.checkpoint(REFUSED, Integer.toString(attempt.number()));
    return outcome;
  }

  /** The engine keeps the doubt of what is unavailable, and only of that. */
  private static Outcome ofRepeat(Outcome.TryLater later) {
    return new Outcome.TryLater(
        FailureReason.UNAVAILABLE, withDoubt(later.detail()), later.notBefore());
  }

  private static Outcome unclear(String detail) {
    return new Outcome.Unclear(withDoubt(detail));
  }

  private static String withDoubt(String detail) {
    return detail + "; an earlier attempt may have been taken";
  }
}
