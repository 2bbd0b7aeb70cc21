// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What TikTok refuses when a post begins. */
final class TiktokRules {

  private static final long MIN_CHUNK = 5_000_000;
  private static final long MAX_CHUNK = 64_000_000;
  private static final long MAX_LAST_CHUNK = 128_000_000;
  private static final long MAX_FILM = 4_000_000_000L;
  private static final int MAX_CHUNKS = 1_000;

  private static final Set<String> OF_FILMS =
      Set.of("is_aigc", "disable_duet", "disable_stitch", "video_cover_timestamp_ms");

  private TiktokRules() {}

  static Optional<SimulatorReply> ofVideo(JsonNode body) {
    JsonNode post = body.path("post_info");
    if (post.path("title").asString("").length() > 2_200) {
      return invalid("The title is longer than 2200 UTF-16 units.");
    }
    return ofToggles(post).or(() -> ofVideoSource(body.path("source_info")));
  }

  static Optional<SimulatorReply> ofToggles(JsonNode post) {
    if (!post.path("privacy_level").isString()) {
      return invalid("The privacy_level is missing.");
    }
    if (!post.path("brand_content_toggle").isBoolean()
        || !post.path("brand_organic_toggle").isBoolean()) {
      return invalid("The brand toggles are missing.");
    }
    return post.path("brand_content_toggle").asBoolean()
            && post.path("privacy_level").asString().equals("SELF_ONLY")
        ? invalid("Branded content can't be private.")
        : Optional.empty();
  }

  private static Optional<SimulatorReply> ofVideoSource(JsonNode source) {
    return switch (source.path("source").asString("")) {
      case "FILE_UPLOAD" -> ofChunks(source);
      case "PULL_FROM_URL" ->
          source.path("video_url").isString()
              ? Optional.empty()
              : invalid("The video_url is missing.");
      default -> invalid("The source is invalid.");
    };
  }

  private static Optional<SimulatorReply> ofChunks(JsonNode source) {
    long size = source.path("video_size").asLong(0);
    long chunk = source.path("chunk_size").asLong(0);
    long count = source.path("total_chunk_count").asLong(0);
    if (size < 1 || size > MAX_FILM) {
      return invalid("The video_size is invalid.");
    }
    boolean whole = size < MIN_CHUNK && chunk == size;
    if (!whole && (chunk < MIN_CHUNK || chunk > MAX_CHUNK)) {
      return invalid("The chunk_size is invalid.");
    }
    long floor = size / chunk;
    return count == floor && count <= MAX_CHUNKS && size - (count - 1) * chunk <= MAX_LAST_CHUNK
        ? Optional.empty()
        : invalid("The total_chunk_count is invalid.");
  }

  static Optional<SimulatorReply> ofPhotos(JsonNode body) {
    JsonNode post = body.path("post_info");
    JsonNode source = body.path("source_info");
    JsonNode images = source.path("photo_images");
    boolean good =
        body.path("media_type").asString("").equals("PHOTO")
            && Set.of("DIRECT_POST", "MEDIA_UPLOAD").contains(body.path("post_mode").asString(""))
            && source.path("source").asString("").equals("PULL_FROM_URL")
            && post.path("title").asString("").length() <= 90
            && post.path("description").asString("").length() <= 4_000
            && images.size() >= 1
            && images.size() <= 35
            && source.path("photo_cover_index").isIntegralNumber()
            && source.path("photo_cover_index").asInt() >= 0
            && source.path("photo_cover_index").asInt() < images.size()
            && OF_FILMS.stream().noneMatch(post::has);
    return good ? ofToggles(post) : invalid("The photo post is invalid.");
  }

  /** Whether every address is of a domain whose owner proved it. */
  static Optional<SimulatorReply> ofOwnership(Iterable<JsonNode> addresses, Set<String> verified) {
    for (JsonNode address : addresses) {
      if (!isOwned(address.asString(""), verified)) {
        return Optional.of(
            TiktokReplies.refusal(
                403, "url_ownership_unverified", "Please review our URL ownership rules."));
      }
    }
    return Optional.empty();
  }

  private static boolean isOwned(String address, Set<String> verified) {
    try {
      URI uri = URI.create(address);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && verified.stream()
              .anyMatch(it -> uri.getHost().equals(it) || uri.getHost().endsWith("." + it));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static Optional<SimulatorReply> invalid(String message) {
    return Optional.of(TiktokReplies.invalidParam(message));
  }
}
