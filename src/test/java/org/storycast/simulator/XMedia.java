// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import com.github.tomakehurst.wiremock.http.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Uploads to X: initialized, appended, finalized, processed, used. */
final class XMedia {

  private static final Set<String> CATEGORIES =
      Set.of(
          "tweet_image",
          "tweet_gif",
          "tweet_video",
          "amplify_video",
          "dm_image",
          "dm_gif",
          "dm_video",
          "subtitles");
  private static final Duration LIFE = Duration.ofHours(24);
  private static final Set<String> TYPES =
      Set.of(
          "video/mp4",
          "video/webm",
          "video/mp2t",
          "video/quicktime",
          "text/srt",
          "text/vtt",
          "image/jpeg",
          "image/gif",
          "image/bmp",
          "image/png",
          "image/webp",
          "image/pjpeg",
          "image/tiff");
  private static final Set<String> FIELDS =
      Set.of("media_type", "total_bytes", "media_category", "shared", "additional_owners");
  private static final long LARGEST_PICTURE = 5L * 1024 * 1024;
  private static final long LARGEST_FILM = 512L * 1024 * 1024;
  private static final int LARGEST_SEGMENT = 5 * 1024 * 1024;
  private static final Duration SESSION = Duration.ofSeconds(1_295_999);
  private static final int ROUNDS_OF_PROCESSING = 2;
  private static final int LONGEST_ALT_TEXT = 1000;

  private final Clock clock;
  private final Map<String, Upload> uploads = new HashMap<>();
  private long last = 1_880_028_106_020_515_840L;

  XMedia(Clock clock) {
    this.clock = clock;
  }

  SimulatorReply answer(SimulatorRequest request) {
    List<String> path = request.segments();
    return switch (path.getLast()) {
      case "initialize" -> initialize(request.json());
      case "append" -> upload(path.get(3), it -> append(it, request));
      case "finalize" -> upload(path.get(3), this::finish);
      case "metadata" -> describe(request.json());
      default -> whole(request);
    };
  }

  /** Forgets every upload before its time. */
  void forget() {
    this.uploads.clear();
  }

  private SimulatorReply upload(
      String id, java.util.function.Function<Upload, SimulatorReply> step) {
    Upload upload = this.uploads.get(id);
    return upload == null || upload.isOverAt(this.clock.instant())
        ? XReplies.invalid("id", id, "The media id [%s] is not valid".formatted(id))
        : step.apply(upload);
  }

  private SimulatorReply initialize(JsonNode body) {
    String category = body.path("media_category").asString("");
    String type = body.path("media_type").asString("");
    long total = body.path("total_bytes").asLong(-1);
    for (String field : body.propertyNames()) {
      if (!FIELDS.contains(field)) {
        return XReplies.invalid(
            "$." + field, "", "$.%s: is not defined in the schema".formatted(field));
      }
    }
    if (!TYPES.contains(type)) {
      return XReplies.invalid("$.media_type", type, "$.media_type: must be one of " + TYPES);
    }
    if (!CATEGORIES.contains(category)) {
      return XReplies.invalid(
          "$.media_category", category, "$.media_category: must be one of " + CATEGORIES);
    }
    if (total < 0 || total > 17_179_869_184L) {
      return XReplies.invalid(
          "$.total_bytes", Long.toString(total), "$.total_bytes: must be from 0 to 17179869184");
    }
    if (category.endsWith("_image") && total > LARGEST_PICTURE || total > LARGEST_FILM) {
      return XReplies.invalid(
          "$.total_bytes", Long.toString(total), "The file is too large for its media_category.");
    }
    Upload upload = new Upload(nextId(), category, type, total);
    upload.usableUntil = this.clock.instant().plus(SESSION);
    this.uploads.put(upload.id, upload);
    return data(upload, SESSION.toSeconds(), Map.of());
  }

  private String nextId() {
    this.last++;
    return Long.toString(this.last);
  }

  private SimulatorReply append(Upload upload, SimulatorRequest request) {
    byte[] bytes;
    String segment;
    if (request.raw().isMultipart()) {
      segment = field(request, "segment_index");
      Request.Part part = request.raw().getPart("media");
      bytes = part == null ? new byte[0] : part.getBody().asBytes();
    } else {
      segment = request.json().path("segment_index").asString("");
      bytes = Base64.getDecoder().decode(request.json().path("media").asString(""));
    }
    if (!segment.matches("[0-9]{1,3}")) {
      return XReplies.invalid("segment_index", segment, "segment_index: must be from 0 to 999");
    }
    if (bytes.length > LARGEST_SEGMENT) {
      return SimulatorReply.html(413, "Request Entity Too Large");
    }
    if (bytes.length == 0 || upload.finishedAt != null) {
      return XReplies.invalid(
          "media_id", upload.id, "An open upload and the bytes of a segment are required.");
    }
    upload.segments.put(Integer.valueOf(segment), bytes);
    return SimulatorReply.json(
        200,
        Map.of("data", Map.of("expires_at", this.clock.instant().plus(LIFE).getEpochSecond())));
  }

  private static String field(SimulatorRequest request, String name) {
    Request.Part part = request.raw().getPart(name);
    return part == null ? "" : part.getBody().asString();
  }

  private SimulatorReply finish(Upload upload) {
    if (!upload.isWhole()) {
      return XReplies.invalid(
          "media_id", upload.id, "Segments do not add up to provided total file size.");
    }
    if (upload.isPicture() && !upload.looksLikeAPicture()) {
      return XReplies.invalid("media_id", upload.id, "The file is not a picture of its type.");
    }
    upload.finishedAt = this.clock.instant();
    upload.usableUntil = upload.finishedAt.plus(LIFE);
    upload.roundsLeft = upload.isFilm() ? ROUNDS_OF_PROCESSING : 0;
    return data(upload, LIFE.toSeconds(), upload.processing("pending"));
  }

  SimulatorReply status(Map<String, String> query) {
    if (!"STATUS".equals(query.get("command"))) {
      return XReplies.invalid("command", query.getOrDefault("command", ""), "must be STATUS");
    }
    return upload(query.getOrDefault("media_id", ""), this::proceed);
  }

  private SimulatorReply proceed(Upload upload) {
    if (upload.finishedAt == null) {
      return XReplies.invalid("media_id", upload.id, "The upload is not finalized.");
    }
    upload.roundsLeft = Math.max(0, upload.roundsLeft - 1);
    return data(upload, LIFE.toSeconds(), upload.processing("in_progress"));
  }

  /** The one-shot upload, for pictures only. */
  private SimulatorReply whole(SimulatorRequest request) {
    boolean multipart = request.raw().isMultipart();
    JsonNode json = request.json();
    String category =
        multipart ? field(request, "media_category") : json.path("media_category").asString("");
    Request.Part part = multipart ? request.raw().getPart("media") : null;
    byte[] bytes =
        multipart
            ? part == null ? new byte[0] : part.getBody().asBytes()
            : Base64.getDecoder().decode(json.path("media").asString(""));
    if (!category.endsWith("_image") || bytes.length == 0) {
      return XReplies.invalid(
          "media_category", category, "media and an image's media_category are required");
    }
    Upload upload = new Upload(nextId(), category, "image/jpeg", bytes.length);
    upload.segments.put(0, bytes);
    upload.finishedAt = this.clock.instant();
    upload.usableUntil = upload.finishedAt.plus(LIFE);
    this.uploads.put(upload.id, upload);
    return data(upload, LIFE.toSeconds(), Map.of());
  }

  private SimulatorReply describe(JsonNode body) {
    String text = body.path("metadata").path("alt_text").path("text").asString("");
    if (text.isEmpty() || text.length() > LONGEST_ALT_TEXT) {
      return XReplies.invalid(
          "$.metadata.alt_text.text", "", "$.metadata.alt_text.text: must be from 1 to 1000 long");
    }
    return upload(
        body.path("id").asString(""),
        it -> {
          if (it.isFilm() || it.finishedAt == null) {
            return XReplies.invalid("id", it.id, "Only finished pictures take an alt_text.");
          }
          it.description = text;
          return SimulatorReply.json(
              200,
              Map.of(
                  "data",
                  Map.of(
                      "id",
                      it.id,
                      "associated_metadata",
                      Map.of("alt_text", Map.of("text", text)))));
        });
  }

  private static SimulatorReply data(Upload upload, long expires, Map<String, Object> processing) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", upload.id);
    data.put("media_key", (upload.isFilm() ? "13_" : "3_") + upload.id);
    data.put("expires_after_secs", expires);
    if (upload.finishedAt != null) {
      data.put("size", upload.total);
    }
    if (!processing.isEmpty()) {
      data.put("processing_info", processing);
    }
    return SimulatorReply.json(200, Map.of("data", data));
  }

  /** The refusal of media that a post can't use: unknown, unfinished, expired, mixed. */
  Optional<SimulatorReply> faultIn(List<String> ids) {
    List<Upload> used = ids.stream().map(this.uploads::get).toList();
    boolean bad =
        used.stream().anyMatch(it -> it == null || !it.isReadyAt(this.clock.instant()))
            || used.size() > 1 && used.stream().anyMatch(Upload::isAlone);
    return bad
        ? Optional.of(
            XReplies.invalid("media.media_ids", ids.toString(), "Your media IDs are invalid."))
        : Optional.empty();
  }

  List<XPost.Medium> take(List<String> ids) {
    return ids.stream()
        .map(this.uploads::get)
        .map(it -> new XPost.Medium(new Publication.Media(it.type, it.bytes()), it.description))
        .toList();
  }

  private static final class Upload {

    private final String id;
    private final String category;
    private final String type;
    private final long total;
    private final TreeMap<Integer, byte[]> segments = new TreeMap<>();
    private @Nullable Instant finishedAt;
    private Instant usableUntil = Instant.MAX;
    private String description = "";
    private int roundsLeft;

    private Upload(String id, String category, String type, long total) {
      this.id = id;
      this.category = category;
      this.type = type;
      this.total = total;
    }

    private boolean isFilm() {
      return this.category.endsWith("_video");
    }

    private boolean isPicture() {
      return this.category.endsWith("_image");
    }

    /** By the first bytes of a JPEG or PNG; of other types nothing is known here. */
    private boolean looksLikeAPicture() {
      byte[] bytes = bytes();
      return switch (this.type) {
        case "image/jpeg" -> bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8;
        case "image/png" -> bytes.length > 3 && bytes[1] == 'P' && bytes[2] == 'N';
        default -> true;
      };
    }

    private boolean isOverAt(Instant now) {
      return !now.isBefore(this.usableUntil);
    }

    private boolean isAlone() {
      return !this.category.endsWith("_image");
    }

    private boolean isWhole() {
      return bytes().length == this.total
          && (this.segments.isEmpty() || this.segments.lastKey() == this.segments.size() - 1);
    }

    /** A film must begin with a box that says what it is. */
    private boolean isBroken() {
      byte[] bytes = bytes();
      return isFilm()
          && (bytes.length < 8
              || !new String(bytes, 4, 4, StandardCharsets.US_ASCII).equals("ftyp"));
    }

    private byte[] bytes() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      this.segments.values().forEach(all::writeBytes);
      return all.toByteArray();
    }

    private boolean isReadyAt(Instant now) {
      return this.finishedAt != null && this.roundsLeft == 0 && !isBroken() && !isOverAt(now);
    }

    private Map<String, Object> processing(String state) {
      if (!isFilm()) {
        return Map.of();
      }
      if (this.roundsLeft > 0) {
        return Map.of("state", state, "check_after_secs", 1, "progress_percent", 50);
      }
      return isBroken()
          ? Map.of("state", "failed")
          : Map.of("state", "succeeded", "progress_percent", 100);
    }
  }
}
