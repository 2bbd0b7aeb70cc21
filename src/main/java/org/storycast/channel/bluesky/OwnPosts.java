// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.Prepared;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks posts up where they are kept: the account's server knows at once. */
final class OwnPosts {

  private final BlueskyClient client;
  private final BlueskyRefusals refusals;
  private final Clock clock;

  OwnPosts(BlueskyClient client, BlueskyRefusals refusals, Clock clock) {
    this.client = client;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** What a look at one post shows. */
  sealed interface Sight {

    /** It is there. */
    record Shown(PostedRecord posted, JsonNode record) implements Sight {}

    /** The server says that there is none. */
    record Missing(String evidence) implements Sight {}

    /** The server gives no usable answer. */
    record Unknown(String why) implements Sight {}
  }

  Sight look(Identity who, RecordAddress address) {
    Reply reply = this.client.record(who, address);
    if (!(reply instanceof Reply.Answered answer)) {
      return new Sight.Unknown(this.refusals.describe(reply));
    }
    if (answer.isSuccess()) {
      JsonNode json = answer.json();
      return PostedRecord.of(json, address, createdAt(json.path("value")))
          .<Sight>map(posted -> new Sight.Shown(posted, json.path("value")))
          .orElseGet(() -> new Sight.Unknown("Bluesky answered with something else than the post"));
    }
    BlueskyError error = this.refusals.errorIn(answer);
    boolean isMissing =
        error.is("RecordNotFound") || error.message().startsWith("Could not locate record");
    return isMissing ? new Sight.Missing(error.describe()) : new Sight.Unknown(error.describe());
  }

  private Instant createdAt(JsonNode record) {
    try {
      return OffsetDateTime.parse(record.path("createdAt").asString("")).toInstant();
    } catch (DateTimeException malformed) {
      return this.clock.instant();
    }
  }

  /**
   * How a record says that it continues an earlier post: by the post's and its thread's first
   * post's present hashes. Empty where the post is gone, so that the story still goes out.
   */
  Prepared<Optional<ObjectNode>> replyTo(Receipt earlier, Identity who) {
    Optional<RecordAddress> parent = RecordAddress.of(earlier.parts().getLast().remoteId());
    if (parent.isEmpty()) {
      return new Prepared.Ready<>(Optional.empty());
    }
    return switch (look(who, parent.get())) {
      case Sight.Missing missing -> new Prepared.Ready<>(Optional.empty());
      case Sight.Unknown unknown ->
          new Prepared.Ended<>(
              new Outcome.TryLater(
                  FailureReason.UNAVAILABLE,
                  "The post that this one continues can't be read: " + unknown.why(),
                  null));
      case Sight.Shown shown -> new Prepared.Ready<>(Optional.of(reply(shown)));
    };
  }

  private static ObjectNode reply(Sight.Shown parent) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("uri", parent.posted().address().uri()).put("cid", parent.posted().cid());
    JsonNode root = parent.record().path("reply").path("root");
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.set("root", root.path("cid").isString() ? root : reference);
    reply.set("parent", reference);
    return reply;
  }
}
