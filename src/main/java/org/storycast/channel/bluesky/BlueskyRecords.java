// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import java.util.List;
import java.util.Optional;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attempt;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.Prepared;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the record of a post, once for all attempts. */
final class BlueskyRecords {

  private final BlueskySettings.Form form;
  private final Blobs blobs;
  private final OwnPosts posts;

  BlueskyRecords(BlueskySettings.Form form, Blobs blobs, OwnPosts posts) {
    this.form = form;
    this.blobs = blobs;
    this.posts = posts;
  }

  /** The record of an earlier attempt, or a new one, as JSON. */
  Prepared<String> frozen(Post post, Beginning beginning, Identity who, Attempt attempt) {
    Optional<String> frozen = FrozenRecord.of(attempt);
    if (frozen.isPresent()) {
      return new Prepared.Ready<>(frozen.get());
    }
    return switch (reply(post, who)) {
      case Prepared.Ended<Optional<ObjectNode>> ended -> new Prepared.Ended<>(ended.outcome());
      case Prepared.Ready<Optional<ObjectNode>>(Optional<ObjectNode> reply) ->
          switch (of(post, beginning.written(), reply, who, attempt)) {
            case Prepared.Ended<ObjectNode> ended -> new Prepared.Ended<>(ended.outcome());
            case Prepared.Ready<ObjectNode>(ObjectNode record) ->
                new Prepared.Ready<>(FrozenRecord.freeze(record.toString(), attempt));
          };
    };
  }

  private Prepared<Optional<ObjectNode>> reply(Post post, Identity who) {
    Receipt earlier = post.inReplyTo();
    return earlier == null
        ? new Prepared.Ready<>(Optional.empty())
        : this.posts.replyTo(earlier, who);
  }

  /**
   * The record of a post, once its files are uploaded.
   *
   * @param createdAt what the record says of itself
   * @param reply what it continues
   */
  Prepared<ObjectNode> of(
      Post post, String createdAt, Optional<ObjectNode> reply, Identity who, Attempt attempt) {
    List<Attachment> files = Embeds.files(post, this.form);
    return switch (this.blobs.upload(files, who, attempt)) {
      case Prepared.Ended<List<JsonNode>> ended -> new Prepared.Ended<>(ended.outcome());
      case Prepared.Ready<List<JsonNode>>(List<JsonNode> uploaded) -> {
        ObjectNode record = plain(post, createdAt);
        reply.ifPresent(it -> record.set("reply", it));
        Embeds.of(post, this.form, files, uploaded).ifPresent(it -> record.set("embed", it));
        yield new Prepared.Ready<>(record);
      }
    };
  }

  private static ObjectNode plain(Post post, String createdAt) {
    RichText text = RichText.of(post.part(BlueskyPublisher.TEXT));
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("$type", Beginning.COLLECTION).put("text", text.text()).put("createdAt", createdAt);
    String language = Embeds.language(post);
    if (!language.equals("und")) {
      record.putArray("langs").add(language);
    }
    if (!text.facets().isEmpty()) {
      record.set("facets", text.facetsAsJson());
    }
    return record;
  }
}
