// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The videos of one channel, each uploaded and then processed for a while. */
final class YoutubeVideos {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PROCESSING = Duration.ofSeconds(20);

  private final Clock clock;
  private final Map<String, Video> videos = new LinkedHashMap<>();
  private @Nullable String verdict;
  private Duration hiddenFor = Duration.ZERO;
  private int count;

  YoutubeVideos(Clock clock) {
    this.clock = clock;
  }

  /** A video as it was uploaded. */
  private static final class Video {

    private final String id;
    private final Instant at;
    private final String mediaType;
    private final byte[] bytes;
    private final String verdict;
    private JsonNode snippet;
    private JsonNode status;

    private Video(String id, Instant at, Upload upload, String verdict) {
      this.id = id;
      this.at = at;
      this.mediaType = upload.mediaType();
      this.bytes = upload.bytes();
      this.snippet = upload.resource().path("snippet");
      this.status = upload.resource().path("status");
      this.verdict = verdict;
    }
  }

  /** What came in. */
  record Upload(JsonNode resource, String mediaType, byte[] bytes) {}

  /**
   * What processing of the next uploads ends with: {@code processed}, or {@code
   * failed/<failureReason>}, or {@code rejected/<rejectionReason>}.
   */
  void processTo(String result) {
    this.verdict = result;
  }

  /** Shows no video in any answer before it is that old. */
  void hideFor(Duration time) {
    this.hiddenFor = time;
  }

  private boolean isListed(Video video) {
    return !this.clock.instant().isBefore(video.at.plus(this.hiddenFor));
  }

  /** A video whose owner wants it shown at a moment is private until then. */
  private void showWhatIsDue(Video video) {
    String moment = video.status.path("publishAt").asString("");
    if (!moment.isEmpty() && !this.clock.instant().isBefore(Instant.parse(moment))) {
      ObjectNode shown = video.status.deepCopy().asObject();
      shown.put("privacyStatus", "public").remove("publishAt");
      video.status = shown;
    }
  }

  String add(Upload upload) {
    this.count++;
    String id = "vid%08d".formatted(this.count);
    this.videos.put(id, new Video(id, this.clock.instant(), upload, verdictOn(upload)));
    return id;
  }

  private String verdictOn(Upload upload) {
    if (this.verdict != null) {
      return this.verdict;
    }
    if (!isFilm(upload.bytes())) {
      return "failed/invalidFile";
    }
    boolean twice =
        this.videos.values().stream().anyMatch(it -> Arrays.equals(it.bytes, upload.bytes()));
    return twice ? "rejected/duplicate" : verdictInWords(upload.resource().toString());
  }

  private static String verdictInWords(String words) {
    return words.contains("simulate-rejected")
        ? "rejected/termsOfUse"
        : words.contains("simulate-failed") ? "failed/codec" : "processed";
  }

  private static boolean isFilm(byte[] bytes) {
    return bytes.length > 8 && new String(bytes, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp");
  }

  boolean has(String id) {
    return this.videos.containsKey(id);
  }

  boolean delete(String id) {
    return this.videos.remove(id) != null;
  }

  /** Replaces the named parts: what is left out of a part is cleared. */
  void update(String id, JsonNode resource, Set<String> parts) {
    Video video = this.videos.get(id);
    if (parts.contains("snippet")) {
      video.snippet = resource.path("snippet");
    }
    if (parts.contains("status")) {
      video.status = resource.path("status");
    }
  }

  Optional<ObjectNode> resource(String id, Set<String> parts) {
    return Optional.ofNullable(this.videos.get(id)).map(video -> resource(video, parts));
  }

  /** The same as lists show it. */
  Optional<ObjectNode> listed(String id, Set<String> parts) {
    return Optional.ofNullable(this.videos.get(id))
        .filter(this::isListed)
        .map(video -> resource(video, parts));
  }

  private ObjectNode resource(Video video, Set<String> parts) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", "youtube#video").put("etag", "etag-" + video.id).put("id", video.id);
    if (parts.contains("snippet")) {
      node.set("snippet", snippet(video));
    }
    if (parts.contains("status")) {
      node.set("status", status(video));
    }
    if (parts.contains("processingDetails")) {
      node.putObject("processingDetails")
          .put("processingStatus", isProcessing(video) ? "processing" : "succeeded");
    }
    if (parts.contains("statistics")) {
      node.putObject("statistics")
          .put("viewCount", "123")
          .put("likeCount", "4")
          .put("favoriteCount", "0")
          .put("commentCount", "1");
    }
    return node;
  }

  private static ObjectNode snippet(Video video) {
    ObjectNode snippet = video.snippet.deepCopy().asObject();
    return snippet
        .put("publishedAt", video.at.toString())
        .put("channelId", YoutubeSimulator.CHANNEL_ID)
        .put("liveBroadcastContent", "none");
  }

  private ObjectNode status(Video video) {
    showWhatIsDue(video);
    ObjectNode status = video.status.deepCopy().asObject();
    status.put("publicStatsViewable", true).put("madeForKids", false);
    String[] result = resultOf(video).split("/");
    status.put("uploadStatus", result[0]);
    if (result[0].equals("failed")) {
      status.put("failureReason", result[1]);
    } else if (result[0].equals("rejected")) {
      status.put("rejectionReason", result[1]);
    }
    return status;
  }

  private boolean isProcessing(Video video) {
    return this.clock.instant().isBefore(video.at.plus(PROCESSING));
  }

  private String resultOf(Video video) {
    return isProcessing(video) ? "uploaded" : video.verdict;
  }

  /** Newest first. */
  List<ObjectNode> playlistItems() {
    return this.videos.values().stream().toList().reversed().stream()
        .filter(this::isListed)
        .map(YoutubeVideos::playlistItem)
        .toList();
  }

  private static ObjectNode playlistItem(Video video) {
    ObjectNode node = JSON.createObjectNode().put("kind", "youtube#playlistItem");
    node.putObject("snippet")
        .put("publishedAt", video.at.toString())
        .put("title", video.snippet.path("title").asString(""))
        .put("description", video.snippet.path("description").asString(""));
    node.putObject("contentDetails")
        .put("videoId", video.id)
        .put("videoPublishedAt", video.at.toString());
    return node;
  }

  /** What readers see: everything that was neither refused nor failed. */
  List<Publication> publications() {
    return this.videos.values().stream()
        .filter(video -> Set.of("uploaded", "processed").contains(resultOf(video)))
        .map(YoutubeVideos::publication)
        .toList();
  }

  private static Publication publication(Video video) {
    return new Publication(
        video.id,
        video.at,
        video.snippet.path("title").asString("")
            + "\n\n"
            + video.snippet.path("description").asString(""),
        URI.create("https://www.youtube.com/watch?v=" + video.id),
        List.of(new Publication.Media(video.mediaType, video.bytes)));
  }
}
