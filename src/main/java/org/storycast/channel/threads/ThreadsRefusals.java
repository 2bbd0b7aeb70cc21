// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;

/** What refusals mean; codes of Meta's pages and of users' reports, read in 2026-08. */
final class ThreadsRefusals {

  /** What a person can do where the token is dead, or may too little. */
  private static final String RENEW =
      "; connect the account again in the console, or set credentials.access-token";

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SHORTLY = Duration.ofSeconds(15);
  private static final Set<Integer> THROTTLES = Set.of(4, 17, 32, 613);

  private ThreadsRefusals() {}

  /** The refusal in an answer. */
  static MetaError errorIn(Reply.Answered answer, UnaryOperator<String> redaction) {
    return MetaError.of(ThreadsPublisherFactory.NAME, answer, redaction);
  }

  /** Whether an answer says that the token is no longer good. */
  static boolean isOfToken(Reply.Answered answer) {
    return !answer.isSuccess() && errorIn(answer, UnaryOperator.identity()).is(190);
  }

  /** Whether the object does not exist, or can't be seen. */
  static boolean isMissing(MetaError error) {
    return error.isMissing() || error.is(24) || error.is(803);
  }

  /**
   * After any call; an end in doubt is {@link Outcome.Unclear} here and has no meaning but after
   * the call that publishes.
   */
  static Outcome of(MetaError error) {
    if (!error.isFromTheApi()) {
      return ofHttp(error);
    }
    return switch (error.subcode()) {
      case 2_207_051, 4_279_013 ->
          new Outcome.ChannelClosed(
              FailureReason.ACCOUNT_RESTRICTED, error.describe() + "; log in and look");
      case 4_279_009 -> later(FailureReason.NOT_READY, error, SHORTLY);
      case 2_207_052, 2_207_077 -> later(FailureReason.MEDIA, error, MINUTE);
      default -> ofCode(error);
    };
  }

  private static Outcome ofCode(MetaError error) {
    int code = error.code();
    if (error.isOfToken()) {
      return new Outcome.ChannelClosed(FailureReason.CREDENTIALS, error.describe() + RENEW);
    }
    if (error.isOfPermission()) {
      return new Outcome.ChannelClosed(FailureReason.PERMISSION, error.describe() + RENEW);
    }
    if (code == 803) {
      return new Outcome.ChannelClosed(FailureReason.TARGET_GONE, error.describe());
    }
    if (THROTTLES.contains(code)) {
      return later(FailureReason.RATE_LIMITED, error, error.pause().orElse(HOUR));
    }
    if (code == 24) {
      return later(FailureReason.NOT_READY, error, SHORTLY);
    }
    if (code == 9004) {
      return later(FailureReason.MEDIA, error, MINUTE);
    }
    boolean isItsOwnTrouble =
        code == 1 || code == 2 || code < 0 || error.isTransient() || error.status() >= 500;
    return isItsOwnTrouble ? new Outcome.Unclear(error.describe()) : ofContent(error);
  }

  private static Outcome ofContent(MetaError error) {
    String message = error.words();
    FailureReason reason =
        message.contains("at most 500")
            ? FailureReason.TOO_LONG
            : message.contains("LINK_LIMIT") ? FailureReason.CONTENT : FailureReason.DEFECT;
    return new Outcome.Rejected(reason, error.describe(), null);
  }

  /** An answer without the API's own error comes from something before it. */
  private static Outcome ofHttp(MetaError error) {
    return switch (error.status()) {
      case 400, 401, 403, 404, 405 -> later(FailureReason.UNAVAILABLE, error, MINUTE);
      default -> HttpOutcomes.ofFailure(error.status(), error.describe(), MINUTE);
    };
  }

  /** After a call that readers don't see: what it left behind is harmless. */
  static Outcome ofHarmless(MetaError error) {
    return of(error) instanceof Outcome.Unclear unclear
        ? new Outcome.TryLater(FailureReason.UNAVAILABLE, unclear.detail(), MINUTE)
        : of(error);
  }

  private static Outcome later(FailureReason reason, MetaError error, Duration pause) {
    return new Outcome.TryLater(reason, error.describe(), pause);
  }
}
