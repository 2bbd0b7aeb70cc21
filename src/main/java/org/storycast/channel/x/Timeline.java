// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Attempt;
import org.storycast.channel.Finding;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AuthorizedReply;
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
  private final Function<List<String>, Receipt> receipts;

  Timeline(XClient client, XRefusals refusals, Function<List<String>, Receipt> receipts) {
    this.client = client;
    this.refusals = refusals;
    this.receipts = receipts;
  }

  /**
   * Looks for the first post that has no checkpoint: its link carries the delivery's key, or it
   * says exactly the same. Pages come newest first; where they end before the window does, nothing
   * is certain.
   */
  Finding find(Post post, Attempt attempt) {
    List<String> texts = XThread.texts(post);
    List<String> ids = XThread.taken(attempt::checkpoint, texts.size());
    if (ids.size() == texts.size()) {
      return new Finding.Found(this.receipts.apply(ids));
    }
    if (attempt.committedAt().isEmpty()) {
      return new Finding.Absent("No call was announced, so none was made");
    }
    Map<String, String> window = window(ids, attempt.committedAt().get());
    Predicate<PostedText> wanted = wanted(texts.get(ids.size()), ids.isEmpty(), attempt);
    return switch (search(window, wanted)) {
      case Search.Seen(String id) -> found(id, ids, texts.size(), attempt);
      case Search.Unseen(String where) -> new Finding.Absent(where);
      case Search.Unsure(String why) -> new Finding.CannotTell(why);
    };
  }

  /** A thread's later posts come after the one before them, whatever clocks say. */
  private static Map<String, String> window(List<String> ids, Instant committedAt) {
    return ids.isEmpty()
        ? Map.of("start_time", committedAt.minus(MARGIN).truncatedTo(ChronoUnit.SECONDS).toString())
        : Map.of("since_id", ids.getLast());
  }

  private static Predicate<PostedText> wanted(String text, boolean first, Attempt attempt) {
    return it -> first && it.carries(attempt.key().shortForm()) || it.saysTheSameAs(text);
  }

  private Finding found(String id, List<String> before, int posts, Attempt attempt) {
    List<String> ids = new ArrayList<>(before);
    ids.add(id);
    if (ids.size() == posts) {
      return new Finding.Found(this.receipts.apply(ids));
    }
    attempt.checkpoint(XThread.step(before.size()), id);
    return new Finding.Unfinished(
        "Post %d of %d was taken; the next was not announced".formatted(ids.size(), posts));
  }

  private Search search(Map<String, String> window, Predicate<PostedText> wanted) {
    String token = null;
    int seen = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      AuthorizedReply reply = read(window, token);
      if (!(reply instanceof AuthorizedReply.Sent(Reply.Answered answer)) || !isPage(answer)) {
        return new Search.Unsure("The timeline can't be read: " + describe(reply));
      }
      Optional<String> id = match(answer.json(), wanted);
      if (id.isPresent()) {
        return new Search.Seen(id.get());
      }
      seen += answer.json().path("meta").path("result_count").asInt(0);
      token = answer.json().path("meta").path("next_token").asString("");
      if (token.isEmpty()) {
        return new Search.Unseen("None of %d posts since %s is it".formatted(seen, where(window)));
      }
    }
    return new Search.Unsure(
        "More than %d posts since %s; not all were looked at".formatted(seen, where(window)));
  }

  private static String where(Map<String, String> window) {
    return window.values().iterator().next();
  }

  /** What a search came to. */
  private sealed interface Search {

    record Seen(String id) implements Search {}

    record Unseen(String where) implements Search {}

    record Unsure(String why) implements Search {}
  }

  private AuthorizedReply read(Map<String, String> window, @Nullable String token) {
    AuthorizedReply reply = this.client.timeline(query(window, token, FIELDS));
    return reply instanceof AuthorizedReply.Sent(Reply.Answered answer) && answer.status() == 400
        ? this.client.timeline(query(window, token, OLDER_FIELDS))
        : reply;
  }

  private static Map<String, String> query(
      Map<String, String> window, @Nullable String token, Map<String, String> fields) {
    Map<String, String> query = new LinkedHashMap<>(fields);
    query.putAll(window);
    query.put("max_results", "100");
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

  private static Optional<String> match(JsonNode page, Predicate<PostedText> wanted) {
    return page.path("data")
        .valueStream()
        .map(PostedText::of)
        .filter(wanted)
        .map(PostedText::id)
        .findFirst();
  }

  private String describe(AuthorizedReply reply) {
    return switch (reply) {
      case AuthorizedReply.Withheld _ -> "there is no access token";
      case AuthorizedReply.Sent(Reply.Answered answer) -> this.refusals.describe(answer);
      case AuthorizedReply.Sent(Reply.NotSent(String detail)) -> detail;
      case AuthorizedReply.Sent(Reply.NoAnswer(String detail)) -> detail;
    };
  }
}
