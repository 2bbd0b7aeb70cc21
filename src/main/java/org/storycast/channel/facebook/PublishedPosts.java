// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks for a post among the page's own. */
final class PublishedPosts {

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int MOST_PAGES = 5;
  private static final String FIELDS =
      "id,message,created_time,permalink_url,attachments{unshimmed_url,media_type}";

  /** Facebook writes the offset without a colon: 2026-11-20T09:15:42+0000. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

  private final GraphClient client;
  private final GraphRefusals refusals;
  private final FacebookSettings settings;

  PublishedPosts(GraphClient client, GraphRefusals refusals, FacebookSettings settings) {
    this.client = client;
    this.refusals = refusals;
    this.settings = settings;
  }

  /**
   * Looks for a post whose link or message carries the delivery's key, or which says the same with
   * the same link. Pages come newest first; where they end before the window does, nothing is
   * certain.
   */
  Finding find(Post post, Attempt attempt) {
    if (attempt.committedAt().isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    Instant since = attempt.committedAt().get().minus(MARGIN);
    String after = "";
    int seen = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      Reply reply =
          this.client.get(
              "/%s/published_posts".formatted(this.settings.pageId()), query(since, after));
      if (!(reply instanceof Reply.Answered answer) || !isPage(answer)) {
        return new Finding.CannotTell("The page's posts can't be read: " + describe(reply));
      }
      JsonNode json = answer.json();
      Optional<Receipt> receipt = match(json.path("data"), post, attempt, since);
      if (receipt.isPresent()) {
        return new Finding.Found(receipt.get());
      }
      seen += json.path("data").size();
      after = json.path("paging").path("cursors").path("after").asString("");
      if (!json.path("paging").has("next") || after.isEmpty()) {
        return new Finding.Absent("None of %d posts since %s is it".formatted(seen, since));
      }
    }
    return new Finding.CannotTell(
        "More than %d posts since %s; not all were looked at".formatted(seen, since));
  }

  private static Map<String, String> query(Instant since, String after) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("fields", FIELDS);
    query.put("since", Long.toString(since.getEpochSecond()));
    query.put("limit", "100");
    if (!after.isEmpty()) {
      query.put("after", after);
    }
    return query;
  }

  private static boolean isPage(Reply.Answered answer) {
    return answer.isSuccess() && answer.json().path("data").isArray();
  }

  private Optional<Receipt> match(JsonNode posts, Post post, Attempt attempt, Instant since) {
    return posts
        .valueStream()
        .filter(it -> takenAt(it).filter(at -> !at.isBefore(since)).isPresent())
        .filter(it -> carries(it, attempt.key().shortForm()) || saysTheSame(it, post))
        .map(it -> receipt(it, takenAt(it).orElse(since)))
        .findFirst();
  }

  private static Optional<Instant> takenAt(JsonNode post) {
    try {
      String time = post.path("created_time").asString("");
      return Optional.of(OffsetDateTime.parse(time, TIME).toInstant());
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }

  private static boolean carries(JsonNode post, String mark) {
    return message(post).contains(mark)
        || links(post).stream().anyMatch(link -> link.contains(mark));
  }

  private static String message(JsonNode post) {
    return post.path("message").asString("");
  }

  private static List<String> links(JsonNode post) {
    return post.path("attachments")
        .path("data")
        .valueStream()
        .map(it -> it.path("unshimmed_url").asString(""))
        .filter(link -> !link.isEmpty())
        .toList();
  }

  /**
   * The same words, and either no link or ours without what follows the question mark. Pictures
   * link to themselves; their caption says where the story is.
   */
  private boolean saysTheSame(JsonNode remote, Post post) {
    if (!normalized(message(remote))
        .equals(normalized(post.part(this.settings.form().part().name())))) {
      return false;
    }
    if (this.settings.form() != FacebookForm.LINK) {
      return true;
    }
    URI link = post.link();
    List<String> links = links(remote);
    return link == null ? links.isEmpty() : links.equals(List.of(withoutQuery(link)));
  }

  private static String withoutQuery(URI link) {
    return link.toString().replaceFirst("[?#].*$", "");
  }

  private static String normalized(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
  }

  /** A post's id names its page too; a video's does not. */
  static boolean isPost(String id) {
    return id.contains("_");
  }

  /** Every post can be reached by its id, where Facebook gives no better address. */
  static Receipt receipt(String id, String permalink, Instant takenAt) {
    String site = "https://www.facebook.com";
    String whole = permalink.startsWith("/") ? site + permalink : permalink;
    boolean given = whole.matches("https?://[\\x21-\\x7E]+");
    return Receipt.of(id, URI.create(given ? whole : site + "/" + id), takenAt);
  }

  private static Receipt receipt(JsonNode post, Instant takenAt) {
    return receipt(post.path("id").asString(""), post.path("permalink_url").asString(""), takenAt);
  }

  private String describe(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer -> this.refusals.errorIn(answer).describe();
      case Reply.NotSent notSent -> notSent.detail();
      case Reply.NoAnswer noAnswer -> noAnswer.detail();
    };
  }

  /** Looks whether a post is still there. */
  Finding find(Receipt receipt) {
    Reply reply = this.client.get("/" + receipt.remoteId(), Map.of("fields", "id"));
    if (!(reply instanceof Reply.Answered answer)) {
      return new Finding.CannotTell("The post can't be read: " + describe(reply));
    }
    if (answer.json().path("id").asString("").equals(receipt.remoteId())) {
      return new Finding.Found(receipt);
    }
    return this.refusals.errorIn(answer).isMissing()
        ? new Finding.Absent("Facebook does not find post " + receipt.remoteId())
        : new Finding.CannotTell(describe(answer));
  }
}
