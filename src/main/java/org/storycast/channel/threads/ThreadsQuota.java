// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import java.time.Duration;
import java.util.Optional;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/**
 * What the profile may still do today. It is asked before each container, since nobody knows which
 * error a used-up allowance gets.
 */
final class ThreadsQuota {

  private static final Duration HOUR = Duration.ofHours(1);

  private final ThreadsClient client;

  ThreadsQuota(ThreadsClient client) {
    this.client = client;
  }

  /** So many of so many in the last 24 hours. */
  record Use(String what, int used, int total) {

    static Use ofPosts(JsonNode limits) {
      return of("posts", limits, "quota_usage", "config");
    }

    static Use ofReplies(JsonNode limits) {
      return of("replies", limits, "reply_quota_usage", "reply_config");
    }

    static Use ofDeletions(JsonNode limits) {
      return of("deletions", limits, "delete_quota_usage", "delete_config");
    }

    private static Use of(String what, JsonNode limits, String usage, String config) {
      return new Use(
          what, limits.path(usage).asInt(0), limits.path(config).path("quota_total").asInt(0));
    }

    boolean isUsedUp() {
      return this.total > 0 && this.used >= this.total;
    }

    String describe() {
      return "%d of %d %s in the last 24 hours".formatted(this.used, this.total, this.what);
    }
  }

  /** An hour's pause where a further post would be refused. */
  Optional<Outcome> usedUp(boolean isReply) {
    return limits().map(it -> isReply ? Use.ofReplies(it) : Use.ofPosts(it)).flatMap(this::pause);
  }

  /** An hour's pause where a further deletion would be refused. */
  Optional<Outcome> deletionsUsedUp() {
    return limits().map(Use::ofDeletions).flatMap(this::pause);
  }

  private Optional<Outcome> pause(Use use) {
    return use.isUsedUp()
        ? Optional.of(
            new Outcome.TryLater(FailureReason.QUOTA, "The profile had " + use.describe(), HOUR))
        : Optional.empty();
  }

  private Optional<JsonNode> limits() {
    return this.client.quota() instanceof AuthorizedReply.Sent(Reply.Answered answer)
            && answer.isSuccess()
        ? Optional.of(answer.json().path("data").path(0))
        : Optional.empty();
  }
}
