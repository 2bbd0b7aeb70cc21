// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.Reply;
import tools.jackson.databind.JsonNode;

/** Looks for a post among the account's own. */
final class Timeline {

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int MOST_PAGES = 5;

  /** X renamed its fields in 2026; an answer of 400 means that the older names are wanted. */
  private static final Map<String, String> FIELDS =
      Map.of("post.fields", "created_at,text,entities,note_post");

  private static final Map<String, String> OLDER_FIELDS =
      Map.of("tweet.fields", "created_at,text,entities,note_tweet");

  private final XClient client;
  private final XRefusals refusals;
  private final Function<String, Receipt> receipts;

  Timeline(XClient client, XRefusals refusals, Function<String, Receipt> receipts) {
    this.client = client;
    this.refusals = refusals;
    this.receipts = receipts;
  }

  /**
   * Looks for a post whose link carries the delivery's key or which says exactly the same. Pages
   * come newest first; where they end before the window does, nothing is certain.
   */
  Finding find(Post post, Attempt attempt) {
    if (attempt.committedAt().isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    Instant since = attempt.committedAt().get().minus(MARGIN).truncatedTo(ChronoUnit.SECONDS);
    String token = null;
    int seen = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      Reply reply = read(since, token);
      if (!(reply instanceof Reply.Answered answer) || !isPage(answer)) {
        return new Finding.CannotTell("The timeline can't be read: " + describe(reply));
      }
      Optional<String> id = match(answer.json(), post, attempt);
      if (id.isPresent()) {
        return new Finding.Found(this.receipts.apply(id.get()));
      }
      seen += answer.json().path("meta").path("result_count").asInt(0);
      token = answer.json().path("meta").path("next_token").asString("");
      if (token.isEmpty()) {
        return new Finding.Absent("None of %d posts since %s is it".formatted(seen, since));
      }
    }
    return new Finding.CannotTell(
        "More than %d posts since %s; not all were looked at".formatted(seen, since));
  }

  private Reply read(Instant since, @Nullable String token) {
    Reply reply = this.client.timeline(query(since, token, FIELDS));
    return reply instanceof Reply.Answered answer && answer.status() == 400
        ? this.client.timeline(query(since, token, OLDER_FIELDS))
        : reply;
  }

  private static Map<String, String> query(
      Instant since, @Nullable String token, Map<String, String> fields) {
    Map<String, String> query = new LinkedHashMap<>(fields);
    query.put("max_results", "100");
    query.put("start_time", since.toString());
    query.put("exclude", "retweets");
    if (token != null) {
      query.put("pagination_token", token);
    }
    return query;
  }

  /** An empty page has no data at all, but always says how many posts it holds. */
  private static boolean isPage(Reply.Answered answer) {
    return answer.status() == 200 && answer.json().path("meta").path("result_count").isNumber();
  }

  private static Optional<String> match(JsonNode page, Post post, Attempt attempt) {
    return page.path("data")
        .valueStream()
        .map(PostedText::of)
        .filter(
            it ->
                it.carries(attempt.key().shortForm())
                    || it.saysTheSameAs(post.part(XPublisher.TEXT)))
        .map(PostedText::id)
        .findFirst();
  }

  private String describe(Reply reply) {
    return switch (reply) {
      case Reply.Answered answer -> this.refusals.describe(answer);
      case Reply.NotSent notSent -> notSent.detail();
      case Reply.NoAnswer noAnswer -> noAnswer.detail();
    };
  }

  /** Looks whether a post is still there. */
  Finding find(Receipt receipt) {
    Reply reply = this.client.post(receipt.remoteId());
    if (!(reply instanceof Reply.Answered answer)) {
      return new Finding.CannotTell("The post can't be read: " + describe(reply));
    }
    if (answer.json().path("data").path("id").asString("").equals(receipt.remoteId())) {
      return new Finding.Found(receipt);
    }
    return isMissing(answer)
        ? new Finding.Absent("X does not find post " + receipt.remoteId())
        : new Finding.CannotTell(describe(answer));
  }

  /** X answers 200 and an error for a single post that is not there. */
  private static boolean isMissing(Reply.Answered answer) {
    return answer.status() == 404
        || answer.isSuccess()
            && answer
                .json()
                .path("errors")
                .valueStream()
                .anyMatch(it -> it.path("type").asString("").endsWith("/resource-not-found"));
  }
}
