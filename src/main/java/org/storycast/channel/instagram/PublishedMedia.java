// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Metrics;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.MetaError;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** What the account shows. */
final class PublishedMedia {

  /** Instagram writes {@code +0000}, which is no ISO offset. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

  /** Clocks differ, and posts carry whole seconds. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final InstagramSettings settings;
  private final InstagramClient client;
  private final UnaryOperator<String> redaction;
  private final Clock clock;

  PublishedMedia(
      InstagramSettings settings,
      InstagramClient client,
      UnaryOperator<String> redaction,
      Clock clock) {
    this.settings = settings;
    this.client = client;
    this.redaction = redaction;
    this.clock = clock;
  }

  /** The receipt of a post that is surely there; without its address where that can't be read. */
  Receipt receipt(String id) {
    if (this.client.media(id) instanceof Reply.Answered answer && answer.isSuccess()) {
      return receipt(id, answer.json());
    }
    return Receipt.of(id, null, this.clock.instant());
  }

  private Receipt receipt(String id, JsonNode media) {
    Instant at = timeOf(media);
    return Receipt.of(id, addressOf(media), at == null ? this.clock.instant() : at);
  }

  private static @Nullable URI addressOf(JsonNode media) {
    String permalink = media.path("permalink").asString("");
    try {
      return permalink.isEmpty() ? null : URI.create(permalink);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static @Nullable Instant timeOf(JsonNode media) {
    try {
      return OffsetDateTime.parse(media.path("timestamp").asString(""), TIME).toInstant();
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  /** Whether a post is still there. */
  Finding find(String id) {
    return switch (this.client.media(id)) {
      case Reply.Answered answer when answer.isSuccess() ->
          answer.json().path("id").asString("").equals(id)
              ? new Finding.Found(receipt(id, answer.json()))
              : new Finding.CannotTell("Instagram answered with something else than the post");
      case Reply.Answered answer -> {
        MetaError error = InstagramRefusals.errorIn(answer, this.redaction);
        yield InstagramRefusals.isMissing(error)
            ? new Finding.Absent(error.describe())
            : new Finding.CannotTell(error.describe());
      }
      case Reply.NotSent notSent -> new Finding.CannotTell(notSent.detail());
      case Reply.NoAnswer noAnswer -> new Finding.CannotTell(noAnswer.detail());
    };
  }

  /**
   * The post that a published container became. A container does not name it, so it is the only one
   * of its kind with the same caption since the attempt; a story has no caption.
   */
  Finding find(Post post, Attempt attempt) {
    return switch (this.client.latest()) {
      case Reply.Answered answer when answer.isSuccess() ->
          onlyOne(matching(answer.json().path("data"), post, attempt));
      case Reply.Answered answer ->
          new Finding.CannotTell(InstagramRefusals.errorIn(answer, this.redaction).describe());
      case Reply.NotSent notSent -> new Finding.CannotTell(notSent.detail());
      case Reply.NoAnswer noAnswer -> new Finding.CannotTell(noAnswer.detail());
    };
  }

  private List<JsonNode> matching(JsonNode latest, Post post, Attempt attempt) {
    Instant since = attempt.committedAt().map(it -> it.minus(MARGIN)).orElse(Instant.EPOCH);
    List<JsonNode> matching = new ArrayList<>();
    for (JsonNode media : latest) {
      Instant at = timeOf(media);
      if (at != null && !at.isBefore(since) && isAlike(media, post)) {
        matching.add(media);
      }
    }
    return matching;
  }

  private boolean isAlike(JsonNode media, Post post) {
    String type = media.path("media_type").asString("");
    String product = media.path("media_product_type").asString("");
    if (this.settings.form() == InstagramForm.STORY) {
      return product.equals("STORY");
    }
    boolean several = post.attachments(InstagramForm.PICTURES).size() > 1;
    boolean kind =
        switch (this.settings.form()) {
          case REEL -> type.equals("VIDEO") && product.equals("REELS");
          case CAROUSEL -> type.equals(several ? "CAROUSEL_ALBUM" : "IMAGE");
          case PICTURE, STORY -> type.equals("IMAGE");
        };
    return kind
        && plain(media.path("caption").asString(""))
            .equals(plain(post.part(InstagramPublisher.CAPTION)));
  }

  private static String plain(String caption) {
    return caption.replaceAll("\\s+", " ").strip();
  }

  private Finding onlyOne(List<JsonNode> matching) {
    if (matching.size() == 1) {
      JsonNode media = matching.getFirst();
      return new Finding.Found(receipt(media.path("id").asString(""), media));
    }
    return new Finding.CannotTell(
        "The container was published, and %d posts could be it; compare them by hand"
            .formatted(matching.size()));
  }

  /** A post's numbers; none where Instagram gives none. */
  Metrics metrics(String id) {
    Map<String, Long> counts = new HashMap<>();
    if (this.client.insights(id) instanceof Reply.Answered answer && answer.isSuccess()) {
      for (JsonNode metric : answer.json().path("data")) {
        JsonNode value = metric.path("values").path(0).path("value");
        if (value.isNumber()) {
          counts.put(metric.path("name").asString(""), value.asLong());
        }
      }
    }
    return new Metrics(counts);
  }
}
