// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** What an instance says in its headers about the limit that is closest. */
final class MastodonRateLimits {

  private MastodonRateLimits() {}

  /** When the used-up allowance is renewed; empty where something is left. */
  static Optional<Instant> usedUpUntil(Reply.Answered answer) {
    return answer
        .header("X-RateLimit-Remaining")
        .filter(remaining -> remaining.strip().equals("0"))
        .flatMap(remaining -> reset(answer));
  }

  /** How long a refusal for too many requests asks to wait. */
  static @Nullable Duration pause(Reply.Answered refusal, Clock clock) {
    return reset(refusal)
        .map(moment -> Duration.between(clock.instant(), moment))
        .filter(Duration::isPositive)
        .or(() -> HttpOutcomes.retryAfter(refusal, clock))
        .orElse(null);
  }

  /** A moment such as 2026-07-01T12:35:00.000000Z, where others give seconds. */
  private static Optional<Instant> reset(Reply.Answered answer) {
    try {
      return answer
          .header("X-RateLimit-Reset")
          .map(value -> OffsetDateTime.parse(value.strip()).toInstant());
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
