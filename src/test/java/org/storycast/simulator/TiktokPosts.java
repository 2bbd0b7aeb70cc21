// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tasks of one creator: bytes in order, then processing, then moderation. */
final class TiktokPosts {

  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
  private static final Set<String> MEDIA_TYPES =
      Set.of("video/mp4", "video/quicktime", "video/webm");
  private static final Duration UPLOAD_LIFE = Duration.ofHours(1);
  private static final Duration PROCESSING = Duration.ofSeconds(10);
  private static final long FIRST_POST_ID = 7_400_000_000_000_000_000L;

  private final Clock clock;
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private Duration moderation = Duration.ofSeconds(30);
  private @Nullable String nextFailure;
  private boolean listsPhotos;

  TiktokPosts(Clock clock) {
    this.clock = clock;
  }

  /** A task and, once it is complete, its post. */
  static final class Task {

    private final String publishId;
    private final String uploadToken;
    private final Instant begunAt;
    private final JsonNode post;
    private final long size;
    private final long chunk;
    private final Duration longest;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private final String postId;
    private List<Publication.Media> pulled = List.of();
    private @Nullable Instant completedAt;
    private @Nullable String failure;

    private Task(int number, String prefix, Instant now, JsonNode body, Duration longest) {
      this.publishId = "%s%d".formatted(prefix, 123_456_788 + number);
      this.uploadToken = "Xza%d".formatted(number);
      this.begunAt = now;
      this.post = body.path("post_info");
      this.size = body.path("source_info").path("video_size").asLong(0);
      this.chunk = body.path("source_info").path("chunk_size").asLong(1);
      this.longest = longest;
      this.postId = Long.toString(FIRST_POST_ID + number);
    }

    String publishId() {
      return this.publishId;
    }

    String uploadQuery() {
      return "upload_id=%s&upload_token=%s".formatted(this.publishId, this.uploadToken);
    }

    private boolean isPublic() {
      return this.post.path("privacy_level").asString("").equals("PUBLIC_TO_EVERYONE");
    }

    private boolean isPulled() {
      return !this.publishId.startsWith("v_pub_file");
    }

    private boolean isPhotos() {
      return this.publishId.startsWith("p_");
    }

    private String text() {
      String title = this.post.path("title").asString("");
      String description = this.post.path("description").asString("");
      return description.isEmpty() ? title : title + "\n\n" + description;
    }
  }

  void moderateFor(Duration duration) {
    this.moderation = duration;
  }

  /** Lets the next complete task fail for this reason. */
  void failNextPost(String reason) {
    this.nextFailure = reason;
  }

  /** Lists posts of pictures too; nobody says whether TikTok does. */
  void listPhotos() {
    this.listsPhotos = true;
  }

  long postsWithin(Duration period) {
    Instant since = this.clock.instant().minus(period);
    return this.tasks.values().stream().filter(task -> task.begunAt.isAfter(since)).count();
  }

  Task begin(String prefix, JsonNode body, Duration longest) {
    Task task = new Task(this.tasks.size() + 1, prefix, this.clock.instant(), body, longest);
    this.tasks.put(task.publishId, task);
    return task;
  }

  /** What is pulled is complete by itself; the failure may be empty. */
  void pulled(Task task, List<Publication.Media> media, Optional<String> failure) {
    task.completedAt = this.clock.instant();
    task.pulled = media;
    task.failure =
        this.nextFailure != null
            ? this.nextFailure
            : task.text().contains("simulate-rejected") ? "spam_risk_text" : failure.orElse(null);
    this.nextFailure = null;
  }

  /** The words of the post that the bytes belong to. */
  String words(SimulatorRequest request) {
    return Optional.ofNullable(this.tasks.get(request.query().getOrDefault("upload_id", "")))
        .map(Task::text)
        .orElse("");
  }

  SimulatorReply put(SimulatorRequest request) {
    Task task = this.tasks.get(request.query().getOrDefault("upload_id", ""));
    if (task == null) {
      return SimulatorReply.empty(404);
    }
    if (!task.uploadToken.equals(request.query().get("upload_token"))
        || !this.clock.instant().isBefore(task.begunAt.plus(UPLOAD_LIFE))) {
      return SimulatorReply.empty(403);
    }
    Matcher range = RANGE.matcher(request.header("content-range").orElse(""));
    String type = request.header("content-type").orElse("");
    if (!range.matches()
        || !MEDIA_TYPES.contains(type)
        || request.header("content-length").isEmpty()) {
      return SimulatorReply.empty(400);
    }
    return store(
        task,
        request.body(),
        Long.parseLong(range.group(1)),
        Long.parseLong(range.group(2)),
        Long.parseLong(range.group(3)));
  }

  private SimulatorReply store(Task task, byte[] body, long from, long to, long total) {
    if (total != task.size || to - from + 1 != body.length) {
      return SimulatorReply.empty(400);
    }
    if (from != task.stored.size() || task.completedAt != null) {
      return SimulatorReply.empty(416);
    }
    long last = (Math.max(1, task.size / task.chunk) - 1) * task.chunk;
    if (body.length != (from < last ? task.chunk : task.size - last)) {
      return SimulatorReply.empty(400);
    }
    task.stored.write(body, 0, body.length);
    boolean complete = task.stored.size() == task.size;
    if (complete) {
      finish(task);
    }
    return SimulatorReply.empty(complete ? 201 : 206)
        .with("Content-Range", "bytes 0-%d/%d".formatted(task.stored.size() - 1, task.size));
  }

  private void finish(Task task) {
    task.completedAt = this.clock.instant();
    task.failure =
        this.nextFailure != null
            ? this.nextFailure
            : task.text().contains("simulate-rejected")
                ? "spam_risk_text"
                : TiktokFilm.failureOf(task.stored.toByteArray(), task.longest).orElse(null);
    this.nextFailure = null;
  }

  SimulatorReply status(String publishId) {
    Task task = this.tasks.get(publishId);
    return task == null
        ? TiktokReplies.refusal(400, "invalid_publish_id", "The publish_id does not exist.")
        : TiktokReplies.ok(statusOf(task));
  }

  private Map<String, Object> statusOf(Task task) {
    if (task.completedAt == null || isProcessing(task)) {
      return task.isPulled()
          ? Map.of("status", "PROCESSING_DOWNLOAD")
          : Map.of("status", "PROCESSING_UPLOAD", "uploaded_bytes", task.stored.size());
    }
    if (task.failure != null) {
      return Map.of("status", "FAILED", "fail_reason", task.failure);
    }
    return Map.of(
        "status",
        "PUBLISH_COMPLETE",
        "publicaly_available_post_id",
        isShown(task) ? List.of(Long.parseLong(task.postId)) : List.of());
  }

  private boolean isProcessing(Task task) {
    return task.completedAt != null
        && this.clock.instant().isBefore(task.completedAt.plus(PROCESSING));
  }

  private boolean isShown(Task task) {
    return task.isPublic()
        && task.completedAt != null
        && task.failure == null
        && !this.clock.instant().isBefore(task.completedAt.plus(PROCESSING).plus(this.moderation));
  }

  /** The public videos, newest first. */
  List<Map<String, Object>> videos() {
    List<Map<String, Object>> videos = new ArrayList<>();
    for (Task task : this.tasks.values()) {
      boolean listed = this.listsPhotos || !task.isPhotos();
      if (listed && isShown(task) && task.completedAt != null) {
        videos.addFirst(video(task, task.completedAt));
      }
    }
    return videos;
  }

  private static Map<String, Object> video(Task task, Instant at) {
    String text = task.text();
    return Map.of(
        "id",
        task.postId,
        "video_description",
        text.substring(0, Math.min(150, text.length())),
        "create_time",
        at.getEpochSecond(),
        "share_url",
        address(task).toString(),
        "like_count",
        4,
        "comment_count",
        1,
        "share_count",
        2,
        "view_count",
        123);
  }

  private static URI address(Task task) {
    return URI.create(
        "https://www.tiktok.com/@%s/%s/%s"
            .formatted(TiktokSimulator.USERNAME, task.isPhotos() ? "photo" : "video", task.postId));
  }

  /** What was taken and not refused, whether moderation is done with it or not. */
  List<Publication> publications() {
    List<Publication> publications = new ArrayList<>();
    for (Task task : this.tasks.values()) {
      if (task.completedAt != null && task.failure == null) {
        publications.add(
            new Publication(
                task.isPublic() ? task.postId : task.publishId,
                task.completedAt,
                task.text(),
                address(task),
                task.isPulled()
                    ? task.pulled
                    : List.of(new Publication.Media("video/mp4", task.stored.toByteArray()))));
      }
    }
    return publications;
  }
}
