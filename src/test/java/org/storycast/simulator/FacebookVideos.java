// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The films of a simulated page, videos and reels: uploaded, processed while time passes, and shown
 * when they are both processed and published.
 */
final class FacebookVideos {

  private static final Duration PROCESSING = Duration.ofSeconds(20);
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "status",
          "permalink_url",
          "description",
          "published",
          "views",
          "likes",
          "comments",
          "created_time");

  private final Clock clock;
  private final Map<String, Video> videos = new LinkedHashMap<>();
  private boolean fails;
  private long last = 9_000;

  /** One film. */
  static final class Video {
    final String id;
    final boolean reel;
    final Instant startedAt;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    @Nullable Instant uploadedAt;
    @Nullable Instant finishedAt;
    String description = "";

    private Video(String id, boolean reel, Instant startedAt) {
      this.id = id;
      this.reel = reel;
      this.startedAt = startedAt;
    }

    private String permalink() {
      return this.reel
          ? "/reel/%s/".formatted(this.id)
          : "/%s/videos/%s/".formatted(FacebookSimulator.PAGE_ID, this.id);
    }

    private Publication publication() {
      return new Publication(
          this.id,
          this.finishedAt == null ? this.startedAt : this.finishedAt,
          this.description,
          java.net.URI.create("https://www.facebook.com" + permalink()),
          List.of(new Publication.Media("video/mp4", this.bytes.toByteArray())));
    }
  }

  FacebookVideos(Clock clock) {
    this.clock = clock;
  }

  /** The processing of every film fails from now on. */
  void fail() {
    this.fails = true;
  }

  Video start(boolean reel) {
    this.last++;
    Video video = new Video(Long.toString(this.last), reel, this.clock.instant());
    this.videos.put(video.id, video);
    return video;
  }

  Optional<Video> find(String id) {
    return Optional.ofNullable(this.videos.get(id));
  }

  void uploaded(Video video) {
    video.uploadedAt = this.clock.instant();
  }

  void finish(Video video, String description) {
    if (video.finishedAt == null) {
      video.finishedAt = this.clock.instant();
      video.description = description;
    }
  }

  long reelsSince(Instant since) {
    return this.videos.values().stream()
        .filter(it -> it.reel && it.finishedAt != null && it.finishedAt.isAfter(since))
        .count();
  }

  List<Publication> published() {
    return this.videos.values().stream()
        .filter(it -> it.finishedAt != null)
        .map(Video::publication)
        .toList();
  }

  /** Answers a call of one film. */
  SimulatorReply one(Video video, String method, FacebookParameters call) {
    return switch (method) {
      case "GET" -> read(video, call.get("fields").orElse("id,description"));
      case "POST" -> {
        video.description = call.get("description").orElse(video.description);
        yield SimulatorReply.json(200, Map.of("success", true));
      }
      default -> {
        this.videos.remove(video.id);
        yield SimulatorReply.json(200, Map.of("success", true));
      }
    };
  }

  private SimulatorReply read(Video video, String fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("status", status(video));
    all.put("permalink_url", video.permalink());
    all.put("description", video.description);
    all.put("published", video.finishedAt != null);
    all.put("views", 21);
    all.put("likes", Map.of("data", List.of(), "summary", Map.of("total_count", 4)));
    all.put("comments", Map.of("data", List.of(), "summary", Map.of("total_count", 2)));
    List<String> asked = FacebookPost.fieldNames(fields);
    for (String name : asked) {
      if (!FIELDS.contains(name)) {
        return FacebookErrors.parameter(
            "(#100) Tried accessing nonexisting field (%s) on node type (Video)".formatted(name));
      }
    }
    all.keySet().retainAll(asked);
    all.put("id", video.id);
    return SimulatorReply.json(200, all);
  }

  private Map<String, Object> status(Video video) {
    boolean uploaded = video.uploadedAt != null;
    boolean ready = uploaded && !this.clock.instant().isBefore(video.uploadedAt.plus(PROCESSING));
    boolean failed = uploaded && this.fails;
    String word = !uploaded ? "uploading" : ready ? "ready" : "processing";
    Map<String, Object> processing = new LinkedHashMap<>();
    processing.put("status", failed ? "error" : ready ? "complete" : "not_started");
    if (failed) {
      processing.put("errors", List.of(Map.of("code", 1363008, "message", "No stream was found")));
    }
    return Map.of(
        "video_status",
        failed ? "error" : word,
        "uploading_phase",
        Map.of("status", uploaded ? "complete" : "not_started"),
        "processing_phase",
        processing,
        "publishing_phase",
        Map.of(
            "status", ready && !failed && video.finishedAt != null ? "complete" : "not_started"));
  }
}
