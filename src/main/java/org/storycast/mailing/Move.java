// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line's way from one state to the next. It is written by comparing and setting: a line that is
 * not in the expected state at the expected attempt is left as it is.
 *
 * @param line which line
 * @param from the expected state
 * @param tried the expected number of attempts
 * @param to the new state
 * @param attempts the new number of attempts
 * @param code the relay's code; absent leaves it as it is
 * @param reply the relay's words, or a reason; absent leaves it as it is
 * @param listed whether the line may stand among the retries
 * @param again when a line that is tried again is due, from now
 */
record Move(
    LineId line,
    LineState from,
    int tried,
    LineState to,
    int attempts,
    @Nullable Short code,
    @Nullable String reply,
    boolean listed,
    Duration again) {

  private static final int LONGEST_REPLY = 300;
  private static final Pattern LOCAL_PART = Pattern.compile("[^\\s<>()\"',;:]+@");

  Move {
    reply = reply == null ? null : kept(reply);
  }

  /** Relays like to quote the address; the ledger outlives the reader and must not. */
  private static String kept(String reply) {
    String nameless = reply.indexOf('@') < 0 ? reply : LOCAL_PART.matcher(reply).replaceAll("…@");
    return nameless.substring(0, Math.min(nameless.length(), LONGEST_REPLY));
  }

  /** A copy is taken in hand. */
  static Move begin(Line line) {
    int attempt = line.attempts() + 1;
    return move(line, LineState.IN_FLIGHT, attempt, null);
  }

  /** The reader has withdrawn since the freeze. */
  static Move excludeLate(Line line, String reason) {
    return move(line, LineState.EXCLUDED_LATE, line.attempts(), reason);
  }

  /** The sender had it in hand and is gone: nobody can tell. */
  static Move lost(Line line, OnDoubt policy) {
    LineState to = policy == OnDoubt.HOLD ? LineState.DOUBT : LineState.RETRYING;
    return move(line, to, line.attempts(), "the sender ended while it had this in hand");
  }

  /** It was marked as in hand, and no connection got it. */
  static Move putBack(Line line) {
    return move(line, LineState.RETRYING, line.attempts(), null);
  }

  /** It is not its reader's provider's turn. */
  static Move postpone(Line line, Duration wait) {
    int attempts = line.attempts();
    Duration seconds = wait.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    return new Move(
        line.id(), line.state(), attempts, LineState.RETRYING, attempts, null, null, true, seconds);
  }

  private static Move move(Line line, LineState to, int attempts, @Nullable String reply) {
    return new Move(
        line.id(), line.state(), line.attempts(), to, attempts, null, reply, true, Duration.ZERO);
  }

  /** What became of a claim whose line is in a state. */
  static Move settle(Claim claim, LineState from, LineStep step) {
    return switch (step) {
      case LineStep.Sent it -> settle(claim, from, LineState.SENT, it.code(), it.reply());
      case LineStep.Failed it -> settle(claim, from, LineState.FAILED, it.code(), it.reply());
      case LineStep.Doubt it -> settle(claim, from, LineState.DOUBT, 0, it.reply());
      case LineStep.Retry it ->
          new Move(
              claim.line(),
              from,
              claim.attempt(),
              LineState.RETRYING,
              claim.attempt(),
              (short) it.code(),
              it.reply(),
              claim.listed(),
              it.after());
    };
  }

  private static Move settle(Claim claim, LineState from, LineState to, int code, String reply) {
    int attempt = claim.attempt();
    return new Move(
        claim.line(),
        from,
        attempt,
        to,
        attempt,
        (short) code,
        reply,
        claim.listed(),
        Duration.ZERO);
  }
}
