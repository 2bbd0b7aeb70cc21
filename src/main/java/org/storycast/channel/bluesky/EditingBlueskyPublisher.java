// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Clock;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.Digest;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Prepared;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Corrects a post by writing over its record. The network knows no editing: likes and replies stay
 * with the hash of the old words, and an app may go on showing those. So it is for accounts that
 * say they want it.
 */
final class EditingBlueskyPublisher extends BlueskyPublisher implements Edits {

  private static final JsonMapper JSON = new JsonMapper();

  private final BlueskyClient client;
  private final BlueskyRefusals refusals;
  private final BlueskyRecords records;
  private final OwnPosts posts;
  private final Clock clock;

  EditingBlueskyPublisher(
      BlueskySettings settings,
      BlueskyClient client,
      BlueskyRefusals refusals,
      BlueskyRecords records,
      OwnPosts posts,
      BlueskyCheck check,
      Clock clock) {
    super(settings, client, refusals, records, posts, check, clock);
    this.client = client;
    this.refusals = refusals;
    this.records = records;
    this.posts = posts;
    this.clock = clock;
  }

  @Override
  public Outcome edit(Receipt receipt, Post post, Attempt attempt) {
    return faultIn(post)
        .orElseGet(
            () ->
                switch (ownAddress(receipt)) {
                  case Prepared.Ended<Owned> ended -> ended.outcome();
                  case Prepared.Ready<Owned>(Owned owned) -> edit(owned, post, attempt);
                });
  }

  /** Writing over a record that is gone would publish it again. */
  private Outcome edit(Owned owned, Post post, Attempt attempt) {
    return switch (this.posts.look(owned.who(), owned.address())) {
      case OwnPosts.Sight.Missing missing ->
          new Outcome.Rejected(FailureReason.TARGET_GONE, missing.evidence(), null);
      case OwnPosts.Sight.Unknown unknown ->
          new Outcome.TryLater(FailureReason.UNAVAILABLE, unknown.why(), null);
      case OwnPosts.Sight.Shown shown -> edit(shown, owned, post, attempt);
    };
  }

  private Outcome edit(OwnPosts.Sight.Shown shown, Owned owned, Post post, Attempt attempt) {
    String createdAt = shown.record().path("createdAt").asString("");
    Optional<ObjectNode> reply =
        shown.record().path("reply") instanceof ObjectNode it ? Optional.of(it) : Optional.empty();
    return switch (this.records.of(post, createdAt, reply, owned.who(), attempt)) {
      case Prepared.Ended<ObjectNode> ended -> ended.outcome();
      case Prepared.Ready<ObjectNode>(ObjectNode record) ->
          write(record, shown.posted(), owned, attempt);
    };
  }

  /** Only over the words that were just read: a post that is deleted meanwhile stays deleted. */
  private Outcome write(JsonNode record, PostedRecord before, Owned owned, Attempt attempt) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("repo", owned.address().repo())
            .put("collection", Beginning.COLLECTION)
            .put("rkey", owned.address().rkey())
            .put("validate", true)
            .put("swapRecord", before.cid());
    body.set("record", record);
    String words = body.toString();
    attempt.committing("edit", Digest.of(words));
    return switch (this.client.put(owned.who(), words)) {
      case AuthorizedReply.Withheld withheld -> withheld.outcome();
      case AuthorizedReply.Sent(Reply.Answered answer) when answer.isSuccess() ->
          PostedRecord.of(answer.json(), owned.address(), this.clock.instant())
              .<Outcome>map(it -> new Outcome.Published(it.receipt()))
              .orElseGet(() -> this.refusals.ofGarbled(answer));
      case AuthorizedReply.Sent(Reply.Answered answer)
          when this.refusals.errorIn(answer).is("BlobNotFound") -> {
        Blobs.renew(attempt);
        yield new Outcome.TryLater(
            FailureReason.UNAVAILABLE, this.refusals.errorIn(answer).describe(), null);
      }
      case AuthorizedReply.Sent(Reply other) -> this.refusals.ofHarmless(other);
    };
  }
}
