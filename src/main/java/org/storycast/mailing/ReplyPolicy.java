// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import org.storycast.mailing.Submission.Stage;

/** What follows the relay's reply. */
final class ReplyPolicy {

  private static final Duration BROKEN = Duration.ofSeconds(10);
  private static final Duration LONGEST_BROKEN = Duration.ofMinutes(5);
  private static final Duration DEFERRED = Duration.ofMinutes(5);
  private static final Duration LONGEST_DEFERRED = Duration.ofHours(1);

  private ReplyPolicy() {}

  /** What becomes of the line. */
  static LineStep stepAfter(Submission submission, int attempt, OnDoubt policy) {
    return switch (submission) {
      case Submission.Taken it -> new LineStep.Sent(it.code(), it.reply());
      case Submission.Lost it ->
          new LineStep.Retry(backOff(BROKEN, LONGEST_BROKEN, attempt), 0, it.detail());
      case Submission.Unanswered it ->
          policy == OnDoubt.HOLD
              ? new LineStep.Doubt(it.detail())
              : new LineStep.Retry(
                  backOff(DEFERRED, LONGEST_DEFERRED, attempt), 0, "in doubt: " + it.detail());
      case Submission.Unwritable it -> new LineStep.Failed(0, it.detail());
      case Submission.Refused it -> stepAfter(it, attempt);
    };
  }

  /** A refusal for good is the reader's only when it answers the reader's address or message. */
  private static LineStep stepAfter(Submission.Refused refused, int attempt) {
    if (refused.closes()) {
      return new LineStep.Retry(
          backOff(BROKEN, LONGEST_BROKEN, attempt), refused.code(), refused.reply());
    }
    return isOurs(refused) || !refused.forGood()
        ? new LineStep.Retry(
            backOff(DEFERRED, LONGEST_DEFERRED, attempt), refused.code(), refused.reply())
        : new LineStep.Failed(refused.code(), refused.reply());
  }

  /** Whether a refusal concerns the newsroom's account at the relay, not a reader. */
  static boolean isOurs(Submission.Refused refused) {
    return refused.stage() == Stage.SENDER
        || switch (refused.code()) {
          case 530, 534, 535, 538, 454 -> true;
          default -> false;
        };
  }

  private static Duration backOff(Duration first, Duration longest, int attempt) {
    Duration wait = first.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 16));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
