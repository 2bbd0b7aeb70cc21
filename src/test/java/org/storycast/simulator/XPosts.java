// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The posts that simulated X holds, and how it shows them. */
final class XPosts {

  /** For how long X knows a text again; the page does not say, a day is what people report. */
  static final Duration DUPLICATE_WINDOW = Duration.ofHours(24);

  private static final long EPOCH = 1_288_834_974_657L;
  private static final Set<String> PARAMETERS =
      Set.of(
          "max_results",
          "pagination_token",
          "start_time",
          "end_time",
          "since_id",
          "until_id",
          "exclude",
          "expansions",
          "user.fields",
          "media.fields",
          "poll.fields",
          "place.fields");
  private static final Set<String> FIELDS =
      Set.of(
          "attachments",
          "conversation_id",
          "created_at",
          "edit_controls",
          "entities",
          "id",
          "lang",
          "public_metrics",
          "reply_settings",
          "source",
          "text");

  private final Clock clock;
  private final Map<String, XPost> posts = new LinkedHashMap<>();
  private final List<XPost> everSent = new ArrayList<>();
  private Duration lag = Duration.ofSeconds(3);
  private boolean olderNames;
  private long sequence;

  XPosts(Clock clock) {
    this.clock = clock;
  }

  void showAfter(Duration lag) {
    this.lag = lag;
  }

  void keepOlderNames() {
    this.olderNames = true;
  }

  XPost add(String author, String text, @Nullable String repliesTo, List<XPost.Medium> media) {
    XPost post = new XPost(nextId(), author, this.clock.instant(), text, repliesTo, media);
    this.posts.put(post.id(), post);
    this.everSent.add(post);
    return post;
  }

  private String nextId() {
    this.sequence++;
    return Long.toString((this.clock.millis() - EPOCH << 22) + this.sequence);
  }

  Optional<XPost> find(String id) {
    return Optional.ofNullable(this.posts.get(id));
  }

  void remove(String id) {
    this.posts.remove(id);
  }

  /** A deleted post still counts: X is reported not to forget at once. */
  boolean isDuplicate(String author, String text) {
    Instant since = this.clock.instant().minus(DUPLICATE_WINDOW);
    return this.everSent.stream()
        .filter(it -> it.author().equals(author) && it.at().isAfter(since))
        .anyMatch(it -> XPostRules.normalized(it.sent()).equals(XPostRules.normalized(text)));
  }

  List<XPost> of(String author) {
    return this.posts.values().stream().filter(it -> it.author().equals(author)).toList();
  }

  private String fieldsName() {
    return this.olderNames ? "tweet.fields" : "post.fields";
  }

  private String noteName() {
    return this.olderNames ? "note_tweet" : "note_post";
  }

  /** Answers several posts; those that are missing are named beside them. */
  SimulatorReply lookUp(Map<String, String> query) {
    List<String> ids = List.of(query.getOrDefault("ids", "").split(","));
    if (ids.size() > 100 || !ids.stream().allMatch(it -> it.matches("[0-9]{1,19}"))) {
      return XReplies.invalid("ids", query.getOrDefault("ids", ""), "ids: 1 to 100 numbers");
    }
    Map<String, String> rest = new LinkedHashMap<>(query);
    rest.remove("ids");
    Set<String> fields = Set.of(query.getOrDefault(fieldsName(), "id").split(","));
    return fault(rest).orElseGet(() -> SimulatorReply.json(200, found(ids, fields)));
  }

  private Map<String, Object> found(List<String> ids, Set<String> fields) {
    Map<String, Object> body = new LinkedHashMap<>();
    List<Map<String, Object>> data =
        ids.stream()
            .filter(this.posts::containsKey)
            .map(it -> find(it).orElseThrow().json(fields, 280, noteName()))
            .toList();
    List<Map<String, Object>> errors =
        ids.stream()
            .filter(it -> !this.posts.containsKey(it))
            .map(it -> XReplies.missing("ids", it))
            .toList();
    if (!data.isEmpty()) {
      body.put("data", data);
    }
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return body;
  }

  /** Answers a page of the timeline. */
  SimulatorReply timeline(String author, Map<String, String> query) {
    return fault(query).orElseGet(() -> page(author, query));
  }

  private Optional<SimulatorReply> fault(Map<String, String> query) {
    for (Map.Entry<String, String> it : query.entrySet()) {
      Optional<String> message = fault(it.getKey(), it.getValue());
      if (message.isPresent()) {
        return Optional.of(XReplies.invalid(it.getKey(), it.getValue(), message.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> fault(String name, String value) {
    if (!PARAMETERS.contains(name) && !name.equals(fieldsName())) {
      return Optional.of("The query parameter [%s] is not one of %s".formatted(name, PARAMETERS));
    }
    boolean good =
        switch (name) {
          case "max_results" -> value.matches("[0-9]{1,3}") && isFrom5To100(value);
          case "start_time", "end_time" -> isMoment(value);
          case "since_id", "until_id" -> value.matches("[0-9]{1,19}");
          case "exclude" -> Set.of("replies", "retweets").containsAll(List.of(value.split(",")));
          case "post.fields", "tweet.fields" -> knowsAll(value);
          case "pagination_token" -> value.matches("page[0-9]+");
          default -> true;
        };
    return good
        ? Optional.empty()
        : Optional.of("The `%s` query parameter value [%s] is not valid".formatted(name, value));
  }

  private static boolean isFrom5To100(String value) {
    return Integer.parseInt(value) >= 5 && Integer.parseInt(value) <= 100;
  }

  private boolean knowsAll(String value) {
    return List.of(value.split(",")).stream()
        .allMatch(it -> FIELDS.contains(it) || it.equals(noteName()));
  }

  private static boolean isMoment(String value) {
    try {
      Instant.parse(value);
      return true;
    } catch (DateTimeException malformed) {
      return false;
    }
  }

  private SimulatorReply page(String author, Map<String, String> query) {
    List<XPost> shown =
        of(author).stream()
            .filter(it -> !it.at().plus(this.lag).isAfter(this.clock.instant()))
            .filter(it -> isWithin(it, query))
            .sorted(Comparator.comparing((XPost it) -> Long.parseLong(it.id())).reversed())
            .toList();
    int size = Integer.parseInt(query.getOrDefault("max_results", "10"));
    int from = Integer.parseInt(query.getOrDefault("pagination_token", "page0").substring(4));
    List<XPost> page = shown.subList(Math.min(from, shown.size()), end(from + size, shown));
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("result_count", page.size());
    Map<String, Object> body = new LinkedHashMap<>();
    if (!page.isEmpty()) {
      Set<String> fields = Set.of(query.getOrDefault(fieldsName(), "id").split(","));
      body.put("data", page.stream().map(it -> it.json(fields, 280, noteName())).toList());
      meta.put("newest_id", page.getFirst().id());
      meta.put("oldest_id", page.getLast().id());
    }
    if (from + size < shown.size()) {
      meta.put("next_token", "page" + (from + size));
    }
    body.put("meta", meta);
    return SimulatorReply.json(200, body);
  }

  private static int end(int wanted, List<XPost> shown) {
    return Math.min(wanted, shown.size());
  }

  private static boolean isWithin(XPost post, Map<String, String> query) {
    return (!query.containsKey("start_time")
            || !post.at().isBefore(Instant.parse(query.get("start_time"))))
        && (!query.containsKey("end_time")
            || post.at().isBefore(Instant.parse(query.get("end_time"))))
        && (!query.containsKey("since_id")
            || Long.parseLong(post.id()) > Long.parseLong(query.get("since_id")))
        && (!query.containsKey("until_id")
            || Long.parseLong(post.id()) < Long.parseLong(query.get("until_id")))
        && (!query.getOrDefault("exclude", "").contains("replies") || post.repliesTo() == null);
  }
}
