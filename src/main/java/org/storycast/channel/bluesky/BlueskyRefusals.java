// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** What refusals mean; names and statuses of atproto's servers, read in 2026-08. */
final class BlueskyRefusals {

  private final Clock clock;
  private final UnaryOperator<String> redaction;

  /**
   * A judge of answers.
   *
   * @param redaction takes the account's credentials out of what a server says
   */
  BlueskyRefusals(Clock clock, UnaryOperator<String> redaction) {
    this.clock = clock;
    this.redaction = redaction;
  }

  /** A server's words for people: without the account's credentials, not too long. */
  String quoted(String words) {
    String redacted = this.redaction.apply(words);
    return "\"%s\"".formatted(redacted.substring(0, Math.min(redacted.length(), 300)));
  }

  BlueskyError errorIn(Reply.Answered answer) {
    return BlueskyError.of(answer, this.redaction);
  }

  /** What came instead of what was asked for, for people. */
  String describe(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer -> errorIn(answer).describe();
      case Reply.NotSent notSent -> notSent.detail();
      case Reply.NoAnswer noAnswer -> noAnswer.detail();
    };
  }

  /** After an answer to the call that writes the record. */
  Outcome ofWriting(Reply.Answered answer) {
    BlueskyError error = errorIn(answer);
    return error.isFromTheApi() && answer.status() / 100 == 4
        ? ofName(error, answer)
        : ofHttp(error, answer);
  }

  /** After a call that readers don't see, or that may be repeated. */
  Outcome ofHarmless(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer when answer.status() / 100 == 4 && answer.status() != 408 ->
          ofWriting(answer);
      case Reply.Answered answer ->
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE, errorIn(answer).describe(), pause(answer));
      case Reply.NotSent notSent -> HttpOutcomes.of(notSent);
      case Reply.NoAnswer noAnswer ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, "No answer: " + noAnswer.detail(), null);
    };
  }

  /** After a yes without what was asked for, such as a proxy's page. */
  Outcome ofGarbled(Reply.Answered answer) {
    return new Outcome.TryLater(
        FailureReason.UNAVAILABLE,
        "Bluesky answered %d with something else than was asked for".formatted(answer.status()),
        null);
  }

  private Outcome ofName(BlueskyError error, Reply.Answered answer) {
    return switch (error.name()) {
      case "ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired" ->
          new Outcome.ChannelClosed(
              FailureReason.CREDENTIALS,
              error.describe() + "; make a new app password and set credentials.app-password");
      case "AuthFactorTokenRequired" ->
          new Outcome.ChannelClosed(
              FailureReason.CREDENTIALS,
              error.describe() + "; set credentials.app-password to an app password");
      case "AccountTakedown",
          "AccountSuspended",
          "AccountDeactivated",
          "RepoTakendown",
          "RepoSuspended",
          "RepoDeactivated" ->
          new Outcome.ChannelClosed(
              FailureReason.ACCOUNT_RESTRICTED, error.describe() + "; log in as the account");
      case "RepoNotFound" -> new Outcome.ChannelClosed(FailureReason.TARGET_GONE, error.describe());
      case "InvalidSwap" -> new Outcome.TryLater(FailureReason.UNAVAILABLE, error.describe(), null);
      case "InvalidMimeType", "BlobTooLarge", "PayloadTooLarge" ->
          new Outcome.Rejected(FailureReason.MEDIA, error.describe(), null);
      case "InvalidRequest" -> ofInvalid(error);
      default -> HttpOutcomes.ofFailure(answer.status(), error.describe(), pause(answer));
    };
  }

  private static Outcome ofInvalid(BlueskyError error) {
    String message = error.message();
    if (message.contains("rkey") || message.contains("record key") || message.contains("$type")) {
      return new Outcome.Rejected(FailureReason.DEFECT, error.describe(), null);
    }
    boolean tooLong = message.contains("too big") || message.contains("must not be longer");
    return new Outcome.Rejected(
        tooLong ? FailureReason.TOO_LONG : FailureReason.CONTENT, error.describe(), null);
  }

  /** Firewalls and proxies before the API answer pages with these. */
  private Outcome ofHttp(BlueskyError error, Reply.Answered answer) {
    return switch (answer.status()) {
      case 400, 401, 403, 404, 405 ->
          new Outcome.TryLater(
              FailureReason.UNAVAILABLE,
              error.describe() + "; if it stays so, check settings.base-url",
              null);
      default -> HttpOutcomes.ofFailure(answer.status(), error.describe(), pause(answer));
    };
  }

  /** How long a refusal asks to wait. */
  @Nullable Duration pause(Reply.Answered refusal) {
    return HttpOutcomes.retryAfter(refusal, this.clock)
        .or(() -> reset(refusal).map(it -> Duration.between(this.clock.instant(), it)))
        .filter(it -> !it.isNegative())
        .orElse(null);
  }

  /** When the used-up allowance is renewed; empty where something is left. */
  Optional<Instant> usedUpUntil(Reply.Answered answer) {
    return answer
        .header("RateLimit-Remaining")
        .filter(left -> left.strip().equals("0"))
        .flatMap(left -> reset(answer));
  }

  /** A moment in seconds since 1970. */
  private static Optional<Instant> reset(Reply.Answered answer) {
    return answer
        .header("RateLimit-Reset")
        .map(String::strip)
        .filter(it -> it.matches("[0-9]{1,11}"))
        .map(it -> Instant.ofEpochSecond(Long.parseLong(it)));
  }
}
