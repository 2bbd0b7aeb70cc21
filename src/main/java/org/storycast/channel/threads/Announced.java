// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import org.storycast.channel.Attempt;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;

/**
 * Whether an earlier call may have published the container. A status can lag behind, so a container
 * of which that is not known is never replaced.
 */
final class Announced {

  private static final String STEP = "last-call";
  private static final String REFUSED = "refused";
  private static final String OPEN = "open";

  private Announced() {}

  /** Whether a call was announced of which no clear refusal came. */
  static boolean isInDoubt(Attempt attempt) {
    return attempt.committedAt().isPresent()
        && attempt.checkpoint(STEP).filter(REFUSED::equals).isEmpty();
  }

  /** To be said before a call is announced. */
  static void open(Attempt attempt) {
    if (attempt.checkpoint(STEP).filter(REFUSED::equals).isPresent()) {
      attempt.checkpoint(STEP, OPEN);
    }
  }

  /** After a clear refusal: it ends no doubt that was there before. */
  static Outcome refused(Outcome outcome, boolean wasInDoubt, Attempt attempt) {
    if (!wasInDoubt) {
      attempt.checkpoint(STEP, REFUSED);
      return outcome;
    }
    return switch (outcome) {
      case Outcome.TryLater later ->
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE, withDoubt(later.detail()), later.notBefore());
      case Outcome.Rejected rejected -> new Outcome.Unclear(withDoubt(rejected.detail()));
      case Outcome.ChannelClosed closed -> new Outcome.Unclear(withDoubt(closed.detail()));
      case Outcome.Published published -> published;
      case Outcome.Underway underway -> underway;
      case Outcome.Unclear unclear -> unclear;
    };
  }

  private static String withDoubt(String detail) {
    return detail + "; an earlier attempt may have been taken";
  }
}
