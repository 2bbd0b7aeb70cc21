// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The posts and photos that a simulated page holds, and what Facebook demands of them. */
final class FacebookFeed {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST = 63_206;
  private static final int MOST = 100;

  private final Clock clock;
  private final Map<String, FacebookPost> posts = new LinkedHashMap<>();
  private final FacebookPhotos photos;
  private Duration lag = Duration.ofSeconds(5);
  private long numbers = 1000;

  FacebookFeed(Clock clock, FacebookPhotos photos) {
    this.clock = clock;
    this.photos = photos;
  }

  void showAfter(Duration lag) {
    this.lag = lag;
  }

  Optional<FacebookPost> find(String id) {
    return Optional.ofNullable(this.posts.get(id));
  }

  List<FacebookPost> published() {
    return this.posts.values().stream().filter(FacebookPost::published).toList();
  }

  FacebookPost add(
      String message, String link, boolean published, String app, List<Publication.Media> media) {
    this.numbers++;
    FacebookPost post =
        new FacebookPost(
            FacebookSimulator.PAGE_ID + "_" + this.numbers,
            this.clock.instant(),
            message,
            link.isEmpty() ? null : link,
            published,
            app,
            media);
    this.posts.put(post.id(), post);
    return post;
  }

  /** Answers a call of the feed edge that creates a post. */
  SimulatorReply create(FacebookParameters call) {
    String message = call.get("message").orElse("");
    String link = call.get("link").orElse("");
    Optional<List<String>> media = attached(call);
    if (media.isEmpty()) {
      return FacebookErrors.parameter("(#100) Param attached_media must be an array.");
    }
    return faultIn(message, link, media.get())
        .or(() -> faultInTime(call))
        .or(() -> faultInFields(call))
        .orElseGet(() -> take(call, message, link, media.get()));
  }

  private Optional<SimulatorReply> faultIn(String message, String link, List<String> media) {
    if (message.isEmpty() && link.isEmpty() && media.isEmpty()) {
      return Optional.of(
          FacebookErrors.parameter("(#100) The status you are trying to publish is empty."));
    }
    if (message.length() > LONGEST) {
      return Optional.of(FacebookErrors.parameter("(#100) Param message is too long."));
    }
    if (!link.isEmpty() && !isAddress(link)) {
      return Optional.of(FacebookErrors.parameter("(#100) link URL is not properly formatted"));
    }
    if (!link.isEmpty() && URI.create(link).getHost().endsWith(".invalid")) {
      return Optional.of(
          FacebookErrors.oauth(
              400, 100, 1609005, "(#100) The link could not be scraped for information."));
    }
    if (!link.isEmpty() && !media.isEmpty()) {
      return Optional.of(
          FacebookErrors.parameter("(#100) Only one of link and attached_media may be given"));
    }
    return this.photos.faultIn(media);
  }

  static boolean isAddress(String text) {
    try {
      URI address = URI.create(text);
      return address.getHost() != null && address.getScheme().matches("https?");
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private Optional<SimulatorReply> faultInTime(FacebookParameters call) {
    Optional<String> time = call.get("scheduled_publish_time");
    if (time.isEmpty()) {
      return Optional.empty();
    }
    if (!call.says("published", "false") || !time.get().matches("[0-9]{1,12}")) {
      return Optional.of(
          FacebookErrors.parameter("(#100) A scheduled post needs published=false and a time"));
    }
    Duration ahead =
        Duration.between(this.clock.instant(), Instant.ofEpochSecond(Long.parseLong(time.get())));
    boolean good =
        ahead.compareTo(Duration.ofMinutes(10)) >= 0 && ahead.compareTo(Duration.ofDays(30)) <= 0;
    return good
        ? Optional.empty()
        : Optional.of(
            FacebookErrors.parameter("(#100) The specified scheduled publish time is invalid."));
  }

  private static Optional<SimulatorReply> faultInFields(FacebookParameters call) {
    return call.get("fields").flatMap(FacebookPost::unknownField).map(FacebookFeed::noField);
  }

  private static SimulatorReply noField(String field) {
    return FacebookErrors.parameter(
        "(#100) Tried accessing nonexisting field (%s) on node type (PagePost)".formatted(field));
  }

  private SimulatorReply take(
      FacebookParameters call, String message, String link, List<String> media) {
    boolean published = !call.says("published", "false");
    List<FacebookPost> earlier = published();
    if (published
        && media.isEmpty()
        && !earlier.isEmpty()
        && earlier.getLast().says(message, link)) {
      return FacebookErrors.oauth(400, 506, 1455006, "(#506) Duplicate status message");
    }
    List<Publication.Media> attached = media.stream().map(this.photos::media).toList();
    this.photos.use(media);
    FacebookPost post = add(message, link, published, FacebookSimulator.APP, attached);
    return SimulatorReply.json(200, post.json(call.get("fields").orElse("id")));
  }

  private static Optional<List<String>> attached(FacebookParameters call) {
    List<String> ids = new ArrayList<>();
    try {
      for (Map.Entry<String, String> it : call.values().entrySet()) {
        if (it.getKey().equals("attached_media")) {
          JsonNode list = JSON.readTree(it.getValue());
          if (!list.isArray()) {
            return Optional.empty();
          }
          list.valueStream().forEach(one -> ids.add(one.path("media_fbid").asString("")));
        } else if (it.getKey().startsWith("attached_media[")) {
          ids.add(JSON.readTree(it.getValue()).path("media_fbid").asString(""));
        }
      }
      return Optional.of(ids);
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  /** Answers a call that uploads a photo, and publishes it unless told otherwise. */
  SimulatorReply photo(FacebookParameters call, byte @Nullable [] file) {
    Optional<SimulatorReply> fault = this.photos.fault(call, file);
    if (fault.isPresent()) {
      return fault.get();
    }
    String id = this.photos.add(call, file);
    if (call.says("published", "false")) {
      return SimulatorReply.json(200, Map.of("id", id));
    }
    this.photos.use(List.of(id));
    FacebookPost post =
        add(
            call.get("caption").orElse(""),
            "",
            true,
            FacebookSimulator.APP,
            List.of(this.photos.media(id)));
    return SimulatorReply.json(200, Map.of("id", id, "post_id", post.id()));
  }

  /** Answers a page of the published posts, newest first. */
  SimulatorReply list(FacebookParameters call, URI self, String token) {
    int limit =
        call.get("limit").filter(it -> it.matches("[0-9]{1,9}")).map(Integer::parseInt).orElse(25);
    if (limit < 1 || limit > MOST) {
      return FacebookErrors.parameter("(#100) Param limit must be from 1 to 100");
    }
    String fields = call.get("fields").orElse("created_time,message,story,id");
    Optional<String> unknown = FacebookPost.unknownField(fields);
    if (unknown.isPresent()) {
      return noField(unknown.get());
    }
    List<FacebookPost> shown =
        published().stream()
            .filter(it -> !it.at().plus(this.lag).isAfter(this.clock.instant()))
            .filter(it -> isWithin(it, call))
            .toList()
            .reversed();
    int from = call.get("after").map(FacebookFeed::place).orElse(0);
    int to = Math.min(from + limit, shown.size());
    List<FacebookPost> page = shown.subList(Math.min(from, to), to);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", page.stream().map(it -> it.json(fields)).toList());
    if (!page.isEmpty()) {
      body.put("paging", paging(from, to, shown.size(), self, token));
    }
    return SimulatorReply.json(200, body);
  }

  private static Map<String, Object> paging(int from, int to, int all, URI self, String token) {
    Map<String, Object> paging = new LinkedHashMap<>();
    paging.put("cursors", Map.of("before", cursor(from), "after", cursor(to)));
    if (to < all) {
      paging.put("next", "%s?access_token=%s&after=%s".formatted(self, token, cursor(to)));
    }
    return paging;
  }

  private static String cursor(int place) {
    return Base64.getUrlEncoder()
        .encodeToString(Integer.toString(place).getBytes(StandardCharsets.US_ASCII));
  }

  private static int place(String cursor) {
    return Integer.parseInt(
        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
  }

  private static boolean isWithin(FacebookPost post, FacebookParameters call) {
    long at = post.at().getEpochSecond();
    return call.get("since").map(Long::parseLong).filter(since -> at < since).isEmpty()
        && call.get("until").map(Long::parseLong).filter(until -> at > until).isEmpty();
  }

  /** Answers a call of one post. */
  SimulatorReply one(String id, String method, FacebookParameters call) {
    Optional<FacebookPost> post = find(id);
    if (post.isEmpty()) {
      return FacebookErrors.missing(id);
    }
    return switch (method) {
      case "GET" ->
          call.get("fields")
              .flatMap(FacebookPost::unknownField)
              .map(FacebookFeed::noField)
              .orElseGet(
                  () ->
                      SimulatorReply.json(
                          200,
                          post.get().json(call.get("fields").orElse("created_time,message,id"))));
      case "POST" -> edit(post.get(), call);
      default -> {
        this.posts.remove(id);
        yield SimulatorReply.json(200, Map.of("success", true));
      }
    };
  }

  private SimulatorReply edit(FacebookPost post, FacebookParameters call) {
    if (!post.app().equals(FacebookSimulator.APP)) {
      return FacebookErrors.oauth(
          403, 10, 0, "(#10) Application does not have permission for this action");
    }
    Optional<String> message = call.get("message");
    if (message.isEmpty() || message.get().length() > LONGEST) {
      return FacebookErrors.parameter("(#100) Param message is missing or too long.");
    }
    this.posts.put(post.id(), post.saying(message.get()));
    return SimulatorReply.json(200, Map.of("success", true));
  }
}
