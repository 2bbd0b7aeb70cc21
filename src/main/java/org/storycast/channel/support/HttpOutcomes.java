// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;

/**
 * What HTTP itself says about an attempt. An adapter looks into its platform's error body first and
 * comes here with what that does not decide.
 */
public final class HttpOutcomes {

  private HttpOutcomes() {}

  /** After an answer to the irreversible call: 5xx may have published, 4xx has not. */
  public static Outcome ofFailure(int status, String detail, @Nullable Duration notBefore) {
    return switch (status) {
      case 401 -> new Outcome.ChannelClosed(FailureReason.CREDENTIALS, detail);
      case 402 -> new Outcome.ChannelClosed(FailureReason.CREDITS, detail);
      case 403 -> new Outcome.ChannelClosed(FailureReason.PERMISSION, detail);
      case 404, 410 -> new Outcome.ChannelClosed(FailureReason.TARGET_GONE, detail);
      case 408 -> new Outcome.Unclear(detail);
      case 413 -> new Outcome.Rejected(FailureReason.MEDIA, detail, null);
      case 429 -> new Outcome.TryLater(FailureReason.RATE_LIMITED, detail, notBefore);
      default ->
          status / 100 == 4
              ? new Outcome.Rejected(FailureReason.CONTENT, detail, null)
              : new Outcome.Unclear(detail);
    };
  }

  /**
   * After an answer to a call that changed nothing readers see: 5xx just means later.
   *
   * @see #ofFailure
   */
  public static Outcome ofHarmlessFailure(int status, String detail, @Nullable Duration notBefore) {
    return status / 100 == 4 && status != 408
        ? ofFailure(status, detail, notBefore)
        : new Outcome.TryLater(FailureReason.UNAVAILABLE, detail, notBefore);
  }

  /** After the irreversible call found nobody. */
  public static Outcome of(Reply.NotSent notSent) {
    return new Outcome.TryLater(FailureReason.UNAVAILABLE, notSent.detail(), null);
  }

  /** After the irreversible call got no answer. */
  public static Outcome of(Reply.NoAnswer noAnswer) {
    return new Outcome.Unclear("No answer: " + noAnswer.detail());
  }

  /** The time to wait by the {@code Retry-After} header, in either of its forms (RFC 9110). */
  public static Optional<Duration> retryAfter(Reply.Answered answer, Clock clock) {
    return answer.header("Retry-After").flatMap(value -> parseRetryAfter(value.strip(), clock));
  }

  private static Optional<Duration> parseRetryAfter(String value, Clock clock) {
    try {
      if (value.chars().allMatch(Character::isDigit)) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant moment = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(clock.instant(), moment)).filter(it -> !it.isNegative());
    } catch (NumberFormatException | DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
