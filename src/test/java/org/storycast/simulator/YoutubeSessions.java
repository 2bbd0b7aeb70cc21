// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Upload sessions: bytes in order, in chunks of a fixed unit, and a video at the last one. */
final class YoutubeSessions {

  private static final int UNIT = 262_144;
  private static final Duration LIFE = Duration.ofDays(7);
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
  private static final Pattern PROBE = Pattern.compile("bytes \\*/(\\d+)");

  private final Clock clock;
  private final YoutubeVideos videos;
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private OptionalInt keepsOnly = OptionalInt.empty();
  private int count;

  YoutubeSessions(Clock clock, YoutubeVideos videos) {
    this.clock = clock;
    this.videos = videos;
  }

  private static final class Session {

    private final JsonNode resource;
    private final long size;
    private final String mediaType;
    private final Instant at;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private @Nullable String video;

    private Session(JsonNode resource, long size, String mediaType, Instant at) {
      this.resource = resource;
      this.size = size;
      this.mediaType = mediaType;
      this.at = at;
    }
  }

  String begin(JsonNode resource, long size, String mediaType) {
    this.count++;
    String id = "xa298-" + this.count;
    this.sessions.put(id, new Session(resource, size, mediaType, this.clock.instant()));
    return id;
  }

  /** Lets the next chunk be stored only in part. */
  void keepOnly(int bytes) {
    this.keepsOnly = OptionalInt.of(bytes);
  }

  void expireAll() {
    this.sessions.clear();
  }

  /** The words that the session began with. */
  String words(SimulatorRequest request) {
    return session(request).map(it -> it.resource.toString()).orElse("");
  }

  /** Whether the request holds the last byte. */
  static boolean isLast(SimulatorRequest request) {
    Matcher range = RANGE.matcher(request.header("content-range").orElse(""));
    return request.header("content-range").isEmpty()
        || range.matches() && Long.parseLong(range.group(2)) + 1 == Long.parseLong(range.group(3));
  }

  private Optional<Session> session(SimulatorRequest request) {
    return Optional.ofNullable(this.sessions.get(request.query().getOrDefault("upload_id", "")))
        .filter(it -> this.clock.instant().isBefore(it.at.plus(LIFE)));
  }

  SimulatorReply put(SimulatorRequest request) {
    Optional<Session> found = session(request);
    if (found.isEmpty()) {
      return GoogleReplies.refusal(404, "global", "notFound", "The upload session is gone.");
    }
    Session session = found.get();
    String header = request.header("content-range").orElse(null);
    Matcher probe = PROBE.matcher(header == null ? "" : header);
    if (probe.matches()) {
      return Long.parseLong(probe.group(1)) == session.size && request.body().length == 0
          ? state(session)
          : badRange("The probe names another size, or has a body.");
    }
    return header == null
        ? bytes(session, request.body(), 0, session.size - 1, session.size)
        : ranged(session, request.body(), RANGE.matcher(header));
  }

  private SimulatorReply ranged(Session session, byte[] body, Matcher range) {
    return range.matches()
        ? bytes(
            session,
            body,
            Long.parseLong(range.group(1)),
            Long.parseLong(range.group(2)),
            Long.parseLong(range.group(3)))
        : badRange("The Content-Range header is malformed.");
  }

  private SimulatorReply bytes(Session session, byte[] body, long from, long to, long total) {
    if (total != session.size || to >= total || to - from + 1 != body.length) {
      return badRange("The Content-Range does not agree with the upload's or the body's length.");
    }
    if (to + 1 != total && body.length % UNIT != 0) {
      return badRange("A chunk that is not the last needs a multiple of 262144 bytes.");
    }
    if (session.video == null && from == session.stored.size()) {
      int kept = Math.min(body.length, this.keepsOnly.orElse(body.length));
      this.keepsOnly = OptionalInt.empty();
      session.stored.write(body, 0, kept);
      if (session.stored.size() == total) {
        session.video = this.videos.add(upload(session));
        return finished(session, 201);
      }
    }
    return state(session);
  }

  private static YoutubeVideos.Upload upload(Session session) {
    return new YoutubeVideos.Upload(
        session.resource, session.mediaType, session.stored.toByteArray());
  }

  private SimulatorReply state(Session session) {
    if (session.video != null) {
      return finished(session, 200);
    }
    SimulatorReply waiting = SimulatorReply.empty(308);
    return session.stored.size() == 0
        ? waiting
        : waiting.with("Range", "bytes=0-" + (session.stored.size() - 1));
  }

  private SimulatorReply finished(Session session, int status) {
    Optional<ObjectNode> video =
        session.video == null
            ? Optional.empty()
            : this.videos.resource(session.video, Set.of("snippet", "status"));
    return video
        .map(it -> SimulatorReply.json(status, it))
        .orElseGet(() -> GoogleReplies.refusal(404, "global", "notFound", "It was deleted."));
  }

  private static SimulatorReply badRange(String message) {
    return GoogleReplies.refusal(400, "global", "badRequest", message);
  }
}
