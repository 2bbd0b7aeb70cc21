// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.Checkup.Line;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * How many posts the account has left. Meta's pages name 25, 50 and 100 a day, so that only
 * Instagram's own answer counts; where there is none, nothing is held back.
 */
final class Quota {

  /** The day rolls; when the first post falls out of it is not told. */
  private static final Duration PAUSE = Duration.ofHours(1);

  private final InstagramClient client;
  private final Clock clock;

  private record Use(int used, int total) {
    private boolean isFull() {
      return this.used >= this.total;
    }
  }

  Quota(InstagramClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  private Optional<Use> ask() {
    if (this.client.quota() instanceof Reply.Answered answer && answer.isSuccess()) {
      JsonNode quota = answer.json().path("data").path(0);
      int total = quota.path("config").path("quota_total").asInt(0);
      return total > 0
          ? Optional.of(new Use(quota.path("quota_usage").asInt(0), total))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Why nothing can be published now. */
  Optional<Outcome> usedUp(Attempt attempt) {
    return ask()
        .filter(Use::isFull)
        .map(
            use -> {
              attempt.quietUntil(this.clock.instant().plus(PAUSE));
              return new Outcome.TryLater(
                  FailureReason.QUOTA,
                  "The account has published %d of %d posts of this day"
                      .formatted(use.used(), use.total()),
                  PAUSE);
            });
  }

  /** Keeps the channel quiet when the last post that is allowed has just gone out. */
  void quietWhenFull(Attempt attempt) {
    ask()
        .filter(Use::isFull)
        .ifPresent(use -> attempt.quietUntil(this.clock.instant().plus(PAUSE)));
  }

  /** For a look at the account. */
  Line line() {
    return ask()
        .map(
            use ->
                new Line(
                    "quota",
                    use.isFull() ? Verdict.WARNING : Verdict.GOOD,
                    "%d of %d posts of this day%s"
                        .formatted(
                            use.used(),
                            use.total(),
                            use.isFull() ? "; posts wait until some are a day old" : "")))
        .orElseGet(() -> new Line("quota", Verdict.UNKNOWN, "Instagram does not tell it"));
  }
}
