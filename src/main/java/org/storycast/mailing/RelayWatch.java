// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process has seen of a relay lately. It rests after trouble that is not one reader's,
 * and brakes when the relay refuses one message after the other: that is our fault, not the
 * readers'.
 */
final class RelayWatch {

  private static final Logger log = LoggerFactory.getLogger(RelayWatch.class);
  private static final Duration SHORTEST_REST = Duration.ofSeconds(15);
  private static final Duration LONGEST_REST = Duration.ofMinutes(15);
  private static final int MOST_REFUSALS_RUNNING = 20;

  private final Clock clock;
  private Instant restUntil = Instant.MIN;
  private @Nullable String trouble;
  private int troublesRunning;
  private int refusalsRunning;

  RelayWatch(Clock clock) {
    this.clock = clock;
  }

  /** Whether it is no use to try now. */
  synchronized boolean isResting() {
    return this.clock.instant().isBefore(this.restUntil);
  }

  /** What is wrong with the relay, for people; empty when nothing is. */
  synchronized Optional<String> trouble() {
    return Optional.ofNullable(this.trouble);
  }

  /** The relay could not be used. */
  synchronized void troubled(String detail) {
    Duration rest = SHORTEST_REST.multipliedBy(1L << Math.min(this.troublesRunning, 10));
    this.troublesRunning++;
    rest(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST, detail);
  }

  /**
   * Notes how a message fared.
   *
   * @param firstOnConnection whether the connection had carried nothing yet
   */
  synchronized void note(Submission submission, boolean firstOnConnection) {
    switch (submission) {
      case Submission.Taken taken -> recovered();
      case Submission.Refused refused -> note(refused, firstOnConnection);
      case Submission.Lost lost -> troubledIf(firstOnConnection, lost.detail());
      case Submission.Unwritable ours -> {}
      case Submission.Unanswered unanswered -> troubledIf(firstOnConnection, unanswered.detail());
    }
  }

  private void note(Submission.Refused refused, boolean firstOnConnection) {
    String said = "the relay says " + refused.reply();
    if (ReplyPolicy.isOurs(refused) && !refused.closes()) {
      troubled(said);
    } else if (refused.closes()) {
      troubledIf(firstOnConnection, said);
    } else if (refused.forGood() && ++this.refusalsRunning >= MOST_REFUSALS_RUNNING) {
      this.refusalsRunning = 0;
      rest(LONGEST_REST, "it refused %d in a row; %s".formatted(MOST_REFUSALS_RUNNING, said));
    }
  }

  private void troubledIf(boolean isTrouble, String detail) {
    if (isTrouble) {
      troubled(detail);
    }
  }

  private void recovered() {
    this.refusalsRunning = 0;
    this.troublesRunning = 0;
    this.trouble = null;
  }

  private void rest(Duration rest, String detail) {
    this.trouble = detail;
    this.restUntil = this.clock.instant().plus(rest);
    log.atWarn()
        .addKeyValue("rest", rest)
        .addKeyValue("trouble", detail)
        .log("The mail relay gets a rest");
  }
}
