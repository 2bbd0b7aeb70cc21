// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The posts that an account shows; its stories for a day. */
final class InstagramPosts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String STORIES = "STORIES";

  /** Impressions ended in 2025. */
  private static final Set<String> METRICS =
      Set.of(
          "views",
          "reach",
          "saved",
          "likes",
          "comments",
          "shares",
          "replies",
          "total_interactions");

  private final Clock clock;
  private final Map<String, Post> posts = new LinkedHashMap<>();
  private final List<Instant> takenAt = new ArrayList<>();
  private Duration lag = Duration.ZERO;
  private int count;

  private record Post(Publication publication, String kind) {}

  InstagramPosts(Clock clock) {
    this.clock = clock;
  }

  void showAfter(Duration lag) {
    this.lag = lag;
  }

  List<Publication> all() {
    return this.posts.values().stream().map(Post::publication).toList();
  }

  /** How many were taken within a day. */
  long ofToday() {
    Instant dayAgo = this.clock.instant().minus(DAY);
    return this.takenAt.stream().filter(it -> it.isAfter(dayAgo)).count();
  }

  /** Takes a container and gives the post's number; a story shows no caption. */
  String take(InstagramContainer container) {
    this.count++;
    String id = Long.toString(17_920_238_422_030_500L + this.count);
    String place =
        switch (container.kind()) {
          case "REELS" -> "reel";
          case STORIES -> "stories/steppecourier";
          default -> "p";
        };
    URI address = URI.create("https://www.instagram.com/%s/Dshort%d/".formatted(place, this.count));
    container.publish();
    this.takenAt.add(this.clock.instant());
    String text = container.kind().equals(STORIES) ? "" : container.caption();
    this.posts.put(
        id,
        new Post(
            new Publication(id, this.clock.instant(), text, address, container.media()),
            container.kind()));
    return id;
  }

  /** Newest first, in pages. */
  SimulatorReply list(boolean stories, Map<String, String> parameters) {
    List<Post> newest = shown(stories).toList().reversed();
    int from = Integer.parseInt(parameters.getOrDefault("after", "0"));
    int to =
        Math.min(newest.size(), from + Integer.parseInt(parameters.getOrDefault("limit", "25")));
    List<Object> page = new ArrayList<>();
    newest.subList(Math.min(from, to), to).forEach(it -> page.add(json(it, parameters)));
    return SimulatorReply.json(
        200,
        Map.of(
            "data",
            page,
            "paging",
            Map.of("cursors", Map.of("before", "" + from, "after", "" + to))));
  }

  private Stream<Post> shown(boolean stories) {
    Instant now = this.clock.instant();
    return this.posts.values().stream()
        .filter(it -> it.kind().equals(STORIES) == stories)
        .filter(it -> !it.publication().at().plus(this.lag).isAfter(now))
        .filter(it -> !stories || it.publication().at().plus(DAY).isAfter(now));
  }

  private static Map<String, Object> json(Post post, Map<String, String> parameters) {
    Publication it = post.publication();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", it.id());
    all.put("caption", it.text());
    all.put("timestamp", TIME.format(it.at().atOffset(ZoneOffset.UTC)));
    all.put("permalink", it.address() == null ? "" : it.address().toString());
    all.put("media_type", type(post.kind()));
    all.put(
        "media_product_type",
        switch (post.kind()) {
          case "REELS" -> "REELS";
          case STORIES -> "STORY";
          default -> "FEED";
        });
    List<String> fields = List.of(parameters.getOrDefault("fields", "id").split(","));
    all.keySet().removeIf(name -> !name.equals("id") && !fields.contains(name));
    return all;
  }

  private static String type(String kind) {
    return switch (kind) {
      case "CAROUSEL" -> "CAROUSEL_ALBUM";
      case "REELS", "VIDEO" -> "VIDEO";
      default -> "IMAGE";
    };
  }

  /** Answers a call of one post. */
  SimulatorReply one(String call, String id, Map<String, String> parameters, boolean deletes) {
    Post post = this.posts.get(id);
    if (post == null) {
      throw new InstagramError.Refused(InstagramError.MISSING);
    }
    return switch (call) {
      case "GET" -> SimulatorReply.json(200, json(post, parameters));
      case "GET insights" -> insights(parameters);
      case "DELETE" -> delete(id, deletes);
      // Only comments can be switched on and off; a caption stays what it is.
      default -> throw new InstagramError.Refused(InstagramError.INVALID);
    };
  }

  private SimulatorReply delete(String id, boolean deletes) {
    if (!deletes) {
      throw new InstagramError.Refused(InstagramError.MISSING);
    }
    this.posts.remove(id);
    return SimulatorReply.json(200, Map.of("success", true));
  }

  private static SimulatorReply insights(Map<String, String> parameters) {
    List<String> names = List.of(parameters.getOrDefault("metric", "").split(","));
    if (!METRICS.containsAll(names)) {
      throw new InstagramError.Refused(InstagramError.INVALID);
    }
    List<Object> data = new ArrayList<>();
    for (String name : names) {
      data.add(
          Map.of(
              "name",
              name,
              "period",
              "lifetime",
              "values",
              List.of(Map.of("value", 12 + names.indexOf(name)))));
    }
    return SimulatorReply.json(200, Map.of("data", data));
  }
}
