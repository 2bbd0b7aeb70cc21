// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Keeps ledger, retries and tally in step: whatever moves lines does it here, in the caller's
 * transaction.
 */
@Component
class Book {

  private final Ledger ledger;
  private final Ranges ranges;
  private final Retries retries;
  private final Tallies tallies;
  private final IssueRows issues;

  Book(Ledger ledger, Ranges ranges, Retries retries, Tallies tallies, IssueRows issues) {
    this.ledger = ledger;
    this.ranges = ranges;
    this.retries = retries;
    this.tallies = tallies;
    this.issues = issues;
  }

  /**
   * Writes moves; each line at most once.
   *
   * @param sender in whose name they are counted
   * @throws OutOfStepException when a line is not as expected; the transaction must be rolled back
   */
  void write(List<Move> moves, UUID sender) {
    if (moves.isEmpty()) {
      return;
    }
    int moved = this.ledger.move(moves);
    if (moved != moves.size()) {
      throw new OutOfStepException(moves.size(), moved);
    }
    where(moves, it -> it.to() == LineState.RETRYING, this.retries::enter);
    where(
        moves,
        Book::leavesTheRetries,
        it -> this.retries.remove(it.stream().map(Move::line).toList()));
    this.tallies.add(moves, sender);
    where(moves, it -> it.from() == LineState.DOUBT && it.to() == LineState.RETRYING, this::reopen);
  }

  /** Whether a line that may have been tried again has found its end. */
  private static boolean leavesTheRetries(Move move) {
    return switch (move.to()) {
      case SENT, FAILED, DOUBT -> move.listed();
      case EXCLUDED_LATE -> move.from() == LineState.RETRYING;
      case QUEUED, IN_FLIGHT, RETRYING, EXCLUDED -> false;
    };
  }

  private void reopen(List<Move> moves) {
    moves.stream().map(it -> it.line().issue()).distinct().forEach(this.issues::reopen);
  }

  private static void where(
      List<Move> moves, Predicate<Move> condition, Consumer<List<Move>> action) {
    List<Move> those = moves.stream().filter(condition).toList();
    if (!those.isEmpty()) {
      action.accept(those);
    }
  }

  /** Gives up on every line of an issue that is not in hand. */
  int expire(int issue) {
    return expire(issue, "the deadline passed");
  }

  /** Gives up on every line of an issue that is not in hand, for this reason. */
  int expire(int issue, String reason) {
    int expired = moveAll(issue, LineState.QUEUED, LineState.FAILED, reason);
    expired += moveAll(issue, LineState.RETRYING, LineState.FAILED, reason);
    this.ranges.close(issue);
    this.retries.close(issue);
    return expired;
  }

  /** Puts every line of an issue in doubt that was not known to be settled. */
  void doubt(int issue) {
    for (LineState open : List.of(LineState.QUEUED, LineState.RETRYING, LineState.IN_FLIGHT)) {
      moveAll(issue, open, LineState.DOUBT, "may have been sent after the backup was made");
    }
    this.ranges.close(issue);
    this.retries.close(issue);
  }

  /** Sends the lines in doubt again, or takes them as sent. */
  int decide(int issue, boolean resend) {
    if (!resend) {
      return moveAll(issue, LineState.DOUBT, LineState.SENT, "");
    }
    this.retries.enterAll(issue, LineState.DOUBT);
    int decided = moveAll(issue, LineState.DOUBT, LineState.RETRYING, "");
    if (decided > 0) {
      this.issues.reopen(issue);
    }
    return decided;
  }

  private int moveAll(int issue, LineState from, LineState to, String reason) {
    int moved = this.ledger.moveAll(issue, from, to, reason);
    if (moved > 0) {
      this.tallies.add(issue, from, to, moved);
    }
    return moved;
  }
}
