// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.HttpOutcomes;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt at a post or a thread. Each of its posts is announced, made and checkpointed; those
 * that have a checkpoint are not made again.
 */
final class XPosting {

  /** Holds the id of an earlier post to which X allows no reply, since it is gone. */
  private static final String ALONE = "alone";

  /** X may not see a post for some seconds after it was made (reports of 2025 and 2026). */
  private static final Duration LAG = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final XClient client;
  private final XRefusals refusals;
  private final XReceipts receipts;
  private final Clock clock;
  private final Post post;
  private final Attempt attempt;
  private final List<String> texts;
  private final List<String> ids;
  private final int before;
  private final boolean announcedBefore;

  XPosting(
      XClient client,
      XRefusals refusals,
      XReceipts receipts,
      Clock clock,
      Post post,
      Attempt attempt) {
    this.client = client;
    this.refusals = refusals;
    this.receipts = receipts;
    this.clock = clock;
    this.post = post;
    this.attempt = attempt;
    this.texts = XThread.texts(post);
    this.ids = new ArrayList<>(XThread.taken(attempt::checkpoint, this.texts.size()));
    this.before = this.ids.size();
    this.announcedBefore = attempt.committedAt().isPresent();
  }

  /** Whether no post was made yet. */
  boolean isAtTheBeginning() {
    return this.ids.isEmpty();
  }

  /**
   * Makes what is not made yet.
   *
   * @param media ids for the first post
   * @param latest when the attempt must leave the rest to the next one
   */
  Outcome run(List<String> media, Instant latest) {
    while (this.ids.size() < this.texts.size()) {
      if (this.ids.size() > this.before && this.clock.instant().isAfter(latest)) {
        return notReady("The thread goes on with the next attempt", Duration.ZERO);
      }
      Optional<Outcome> obstacle = make(this.ids.isEmpty() ? media : List.of());
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
    }
    return new Outcome.Published(this.receipts.of(this.ids));
  }

  private Optional<Outcome> make(List<String> media) {
    String step = XThread.step(this.ids.size());
    String parent = parent();
    String body = body(media, parent);
    this.attempt.committing(step, Digest.of(body));
    return switch (this.client.create(body)) {
      case AuthorizedReply.Withheld(Outcome outcome) -> Optional.of(outcome);
      case AuthorizedReply.Sent(Reply.NotSent notSent) -> Optional.of(HttpOutcomes.of(notSent));
      case AuthorizedReply.Sent(Reply.NoAnswer noAnswer) -> Optional.of(HttpOutcomes.of(noAnswer));
      case AuthorizedReply.Sent(Reply.Answered answer) -> judge(answer, step, parent);
    };
  }

  private @Nullable String parent() {
    if (!this.ids.isEmpty()) {
      return this.ids.getLast();
    }
    return Optional.ofNullable(this.post.inReplyTo())
        .map(it -> it.parts().getLast().remoteId())
        .filter(it -> it.matches("[0-9]{1,19}") && this.attempt.checkpoint(ALONE).isEmpty())
        .orElse(null);
  }

  private String body(List<String> media, @Nullable String parent) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", this.texts.get(this.ids.size()));
    if (!media.isEmpty()) {
      body.put("media", Map.of("media_ids", media));
    }
    if (parent != null) {
      body.put("reply", Map.of("in_reply_to_tweet_id", parent));
    }
    return JSON.writeValueAsString(body);
  }

  private Optional<Outcome> judge(Reply.Answered answer, String step, @Nullable String parent) {
    XRateLimits.usedUpUntil(answer).ifPresent(this.attempt::quietUntil);
    if (!answer.isSuccess()) {
      return Optional.of(
          parent != null && this.refusals.isParentMissing(answer)
              ? withoutParent(answer, parent)
              : refused(answer));
    }
    String id = answer.json().path("data").path("id").asString("");
    if (!id.matches("[0-9]{1,19}")) {
      return Optional.of(
          new Outcome.Unclear("X said yes and named no post: " + this.refusals.describe(answer)));
    }
    this.attempt.checkpoint(step, id);
    this.ids.add(id);
    return Optional.empty();
  }

  /** A thread waits for its own post; news goes out though the earlier post is gone. */
  private Outcome withoutParent(Reply.Answered answer, String parent) {
    boolean isNew = XReceipts.momentOf(parent).plus(LAG).isAfter(this.clock.instant());
    if (isNew) {
      return notReady("X does not show post %s yet".formatted(parent), PAUSE);
    }
    if (this.ids.isEmpty()) {
      this.attempt.checkpoint(ALONE, parent);
      return notReady(
          "The earlier post %s is gone; this one replies to none".formatted(parent), PAUSE);
    }
    return refused(answer);
  }

  private Outcome refused(Reply.Answered answer) {
    boolean maybeTaken = this.announcedBefore && this.ids.size() == this.before;
    Outcome outcome = this.refusals.ofPublishing(answer, maybeTaken);
    return outcome instanceof Outcome.Rejected rejected && !this.ids.isEmpty()
        ? new Outcome.Rejected(rejected.reason(), rejected.detail(), this.receipts.of(this.ids))
        : outcome;
  }

  private static Outcome notReady(String detail, Duration pause) {
    return new Outcome.TryLater(FailureReason.NOT_READY, detail, pause);
  }
}
