// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The account's posts, by their keys. */
final class BlueskyRecords {

  static final String COLLECTION = "app.bsky.feed.post";

  private static final Pattern TID = Pattern.compile("[234567abcdefghij][234567a-z]{12}");

  Duration lag = Duration.ofSeconds(2);

  private final Clock clock;
  private final BlueskyBlobs blobs;
  private final BlueskyRules rules;
  private final Map<String, Stored> records = new TreeMap<>();
  private final Map<String, Integer> likes = new LinkedHashMap<>();
  private int commits;

  private record Stored(JsonNode record, String cid, Instant at) {}

  BlueskyRecords(Clock clock, BlueskyBlobs blobs) {
    this.clock = clock;
    this.blobs = blobs;
    this.rules = new BlueskyRules(blobs);
  }

  /** How often the repository changed. */
  int commits() {
    return this.commits;
  }

  Iterable<JsonNode> all() {
    return this.records.values().stream().map(Stored::record).toList();
  }

  SimulatorReply put(JsonNode given) {
    checkPlace(given);
    String rkey = given.path("rkey").asString("");
    JsonNode record = checked(given);
    Optional<Stored> before = Optional.ofNullable(this.records.get(rkey));
    String cid = BlueskyCid.ofRecord(record);
    boolean isSame = before.filter(it -> it.cid().equals(cid)).isPresent();
    if (!isSame && given.has("swapRecord")) {
      checkSwap(given.path("swapRecord"), before);
    }
    return isSame ? written(rkey, cid, false) : store(rkey, record, cid);
  }

  private static void checkSwap(JsonNode expected, Optional<Stored> before) {
    String there = before.map(Stored::cid).orElse("");
    if (!expected.asString("").equals(there)) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(
              400, "InvalidSwap", "Record was at " + (there.isEmpty() ? "null" : there)));
    }
  }

  SimulatorReply create(JsonNode given) {
    checkPlace(given);
    JsonNode record = checked(given);
    String rkey = given.path("rkey").asString("");
    if (this.records.containsKey(rkey)) {
      return BlueskyReplies.error(500, "InternalServerError", "Internal Server Error");
    }
    return store(rkey, record, BlueskyCid.ofRecord(record));
  }

  private JsonNode checked(JsonNode given) {
    JsonNode record = given.path("record");
    if (!record.isObject()) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.invalid("Input must have the property \"record\""));
    }
    this.rules.check(record);
    return record;
  }

  private static void checkPlace(JsonNode given) {
    String repo = given.path("repo").asString("");
    if (!repo.equals(BlueskySimulator.DID) && !repo.equals(BlueskySimulator.HANDLE)) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(401, "AuthenticationRequired", "Authentication Required"));
    }
    if (!given.path("collection").asString("").equals(COLLECTION)) {
      throw new BlueskyReplies.Refused(BlueskyReplies.invalid("Unknown collection"));
    }
    if (!TID.matcher(given.path("rkey").asString("")).matches()) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.invalid(
              "Invalid record key for app.bsky.feed.post: \"%s\""
                  .formatted(given.path("rkey").asString(""))));
    }
  }

  private SimulatorReply store(String rkey, JsonNode record, String cid) {
    Stored before = this.records.get(rkey);
    Instant at = before == null ? this.clock.instant() : before.at();
    this.records.put(rkey, new Stored(record, cid, at));
    this.commits++;
    return written(rkey, cid, true);
  }

  private SimulatorReply written(String rkey, String cid, boolean changed) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("uri", uri(rkey));
    answer.put("cid", cid);
    if (changed) {
      answer.put("commit", commit());
    }
    answer.put("validationStatus", "valid");
    return SimulatorReply.json(200, answer);
  }

  private Map<String, Object> commit() {
    return Map.of(
        "cid", BlueskyCid.ofFile(new byte[] {(byte) this.commits}), "rev", "3k4duaz5vfs2b");
  }

  SimulatorReply delete(JsonNode given) {
    checkPlace(given);
    if (this.records.remove(given.path("rkey").asString("")) == null) {
      return SimulatorReply.json(200, Map.of());
    }
    this.commits++;
    return SimulatorReply.json(200, Map.of("commit", commit()));
  }

  SimulatorReply show(Map<String, String> query) {
    String rkey = query.getOrDefault("rkey", "");
    Stored stored = this.records.get(rkey);
    boolean isHere =
        query.getOrDefault("repo", "").equals(BlueskySimulator.DID)
            && query.getOrDefault("collection", "").equals(COLLECTION);
    return stored == null || !isHere
        ? BlueskyReplies.error(
            400,
            "RecordNotFound",
            "Could not locate record: at://%s/%s/%s"
                .formatted(query.get("repo"), query.get("collection"), rkey))
        : SimulatorReply.json(200, shown(rkey, stored));
  }

  private static Map<String, Object> shown(String rkey, Stored stored) {
    return Map.of("uri", uri(rkey), "cid", stored.cid(), "value", stored.record());
  }

  SimulatorReply list(Map<String, String> query) {
    int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
    if (limit < 1 || limit > 100) {
      return BlueskyReplies.invalid("limit must be between 1 and 100");
    }
    String cursor = query.getOrDefault("cursor", "");
    List<String> keys = new ArrayList<>(this.records.keySet()).reversed();
    List<String> page =
        keys.stream()
            .filter(it -> cursor.isEmpty() || it.compareTo(cursor) < 0)
            .limit(limit)
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("records", page.stream().map(it -> shown(it, this.records.get(it))).toList());
    if (page.size() == limit) {
      answer.put("cursor", page.getLast());
    }
    return SimulatorReply.json(200, answer);
  }

  void like(String uri) {
    this.likes.merge(uri, 1, Integer::sum);
  }

  /** What readers' apps are shown, which is late. */
  SimulatorReply view(List<String> uris) {
    if (uris.isEmpty() || uris.size() > 25) {
      return BlueskyReplies.invalid("Error: uris must not have more than 25 elements");
    }
    List<Object> posts = new ArrayList<>();
    this.records.forEach(
        (rkey, stored) -> {
          boolean isSeen = !stored.at().plus(this.lag).isAfter(this.clock.instant());
          if (isSeen && uris.contains(uri(rkey))) {
            posts.add(viewed(rkey, stored));
          }
        });
    return SimulatorReply.json(200, Map.of("posts", posts));
  }

  private Map<String, Object> viewed(String rkey, Stored stored) {
    Map<String, Object> post = new LinkedHashMap<>();
    post.put("uri", uri(rkey));
    post.put("cid", stored.cid());
    post.put("author", Map.of("did", BlueskySimulator.DID, "handle", BlueskySimulator.HANDLE));
    post.put("record", stored.record());
    post.put("replyCount", 0);
    post.put("repostCount", 0);
    post.put("likeCount", this.likes.getOrDefault(uri(rkey), 0));
    post.put("quoteCount", 0);
    post.put("bookmarkCount", 0);
    post.put("indexedAt", stored.at().toString());
    return post;
  }

  private static String uri(String rkey) {
    return "at://%s/%s/%s".formatted(BlueskySimulator.DID, COLLECTION, rkey);
  }

  List<Publication> publications() {
    return this.records.entrySet().stream()
        .map(it -> publication(it.getKey(), it.getValue()))
        .toList();
  }

  /** The text with each link where it leads: what is shown of it may be shorter. */
  private static String written(JsonNode record) {
    byte[] text = record.path("text").asString("").getBytes(StandardCharsets.UTF_8);
    StringBuilder written = new StringBuilder();
    int from = 0;
    for (JsonNode facet : record.path("facets")) {
      String target = facet.path("features").path(0).path("uri").asString("");
      int start = facet.at("/index/byteStart").asInt();
      int end = facet.at("/index/byteEnd").asInt();
      if (!target.isEmpty() && start >= from && end <= text.length) {
        written.append(new String(text, from, start - from, StandardCharsets.UTF_8)).append(target);
        from = end;
      }
    }
    return written
        .append(new String(text, from, text.length - from, StandardCharsets.UTF_8))
        .toString();
  }

  private Publication publication(String rkey, Stored stored) {
    List<Publication.Media> media = new ArrayList<>();
    for (String holder : List.of("thumb", "image", "video", "file")) {
      stored.record().path("embed").findValues(holder).stream()
          .filter(it -> it.has("ref"))
          .forEach(it -> media.add(this.blobs.named(it)));
    }
    return new Publication(
        uri(rkey),
        stored.at(),
        written(stored.record()),
        URI.create("https://bsky.app/profile/%s/post/%s".formatted(BlueskySimulator.DID, rkey)),
        media);
  }
}
