// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;

/** What X says in its headers about how much may still be published. */
final class XRateLimits {

  private static final String WINDOW = "x-rate-limit-";
  private static final String APP_DAY = "x-app-limit-24hour-";
  private static final String USER_DAY = "x-user-limit-24hour-";

  private XRateLimits() {}

  /** When the last of the used-up allowances is renewed; empty where something is left. */
  static Optional<Instant> usedUpUntil(Reply.Answered answer) {
    return Stream.of(WINDOW, APP_DAY, USER_DAY)
        .filter(prefix -> isUsedUp(answer, prefix))
        .flatMap(prefix -> reset(answer, prefix).stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether it is the day's allowance that is used up. */
  static boolean isDayUsedUp(Reply.Answered answer) {
    return isUsedUp(answer, APP_DAY) || isUsedUp(answer, USER_DAY);
  }

  /** How long a refusal for too many requests asks to wait. */
  static @Nullable Duration pause(Reply.Answered refusal, Clock clock) {
    return usedUpUntil(refusal)
        .or(() -> reset(refusal, WINDOW))
        .map(moment -> Duration.between(clock.instant(), moment))
        .filter(Duration::isPositive)
        .or(() -> HttpOutcomes.retryAfter(refusal, clock))
        .orElse(null);
  }

  private static boolean isUsedUp(Reply.Answered answer, String prefix) {
    return answer.header(prefix + "remaining").filter(it -> it.strip().equals("0")).isPresent();
  }

  private static Optional<Instant> reset(Reply.Answered answer, String prefix) {
    return answer
        .header(prefix + "reset")
        .map(String::strip)
        .filter(value -> value.matches("[0-9]{1,12}"))
        .map(value -> Instant.ofEpochSecond(Long.parseLong(value)));
  }
}
