// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads of videos in pieces: started, transferred, finished. */
final class FacebookVideoUploads {

  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final int PIECES = 3;

  private final Clock clock;
  private final FacebookVideos videos;
  private final Map<String, Session> sessions = new HashMap<>();

  private record Session(FacebookVideos.Video video, long size) {
    private long sent() {
      return this.video.bytes.size();
    }

    private long next() {
      return Math.min(this.size, sent() + Math.ceilDiv(this.size, PIECES));
    }
  }

  FacebookVideoUploads(Clock clock, FacebookVideos videos) {
    this.clock = clock;
    this.videos = videos;
  }

  SimulatorReply edge(FacebookParameters call, byte @Nullable [] piece) {
    return switch (call.get("upload_phase").orElse("")) {
      case "start" -> start(call);
      case "transfer" -> transfer(call, piece == null ? new byte[0] : piece);
      case "finish" -> finish(call);
      default ->
          FacebookErrors.parameter("(#100) Param upload_phase must be start, transfer or finish");
    };
  }

  private SimulatorReply start(FacebookParameters call) {
    Optional<Long> size =
        call.get("file_size").filter(it -> it.matches("[1-9][0-9]{0,11}")).map(Long::parseLong);
    if (size.isEmpty()) {
      return FacebookErrors.parameter("(#100) Param file_size must be a positive number");
    }
    Session session = new Session(this.videos.start(false), size.get());
    String id = "7" + session.video().id;
    this.sessions.put(id, session);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("upload_session_id", id);
    answer.put("video_id", session.video().id);
    answer.putAll(offsets(session));
    return SimulatorReply.json(200, answer);
  }

  /** Numbers as texts, as Facebook writes them. */
  private static Map<String, String> offsets(Session session) {
    return Map.of(
        "start_offset", Long.toString(session.sent()),
        "end_offset", Long.toString(session.next()));
  }

  private Optional<Session> session(FacebookParameters call) {
    return call.get("upload_session_id")
        .map(this.sessions::get)
        .filter(it -> this.clock.instant().isBefore(it.video().startedAt.plus(LIFETIME)));
  }

  private static SimulatorReply over() {
    return FacebookErrors.oauth(400, 1363041, 0, "The upload session has expired.");
  }

  private SimulatorReply transfer(FacebookParameters call, byte[] piece) {
    Optional<Session> found = session(call);
    if (found.isEmpty()) {
      return over();
    }
    Session session = found.get();
    boolean inPlace =
        call.says("start_offset", Long.toString(session.sent()))
            && piece.length > 0
            && piece.length == session.next() - session.sent();
    if (!inPlace) {
      return FacebookErrors.oauth(400, 1363037, 0, "The start offset is not correct.");
    }
    session.video().bytes.writeBytes(piece);
    if (session.sent() == session.size()) {
      this.videos.uploaded(session.video());
    }
    return SimulatorReply.json(200, offsets(session));
  }

  private SimulatorReply finish(FacebookParameters call) {
    Optional<Session> found = session(call);
    if (found.isEmpty()) {
      return over();
    }
    Session session = found.get();
    if (session.sent() < session.size()) {
      return FacebookErrors.parameter("(#100) The video has not been uploaded.");
    }
    if (!isFilm(session.video().bytes.toByteArray())) {
      return FacebookErrors.oauth(400, 352, 1363024, "(#352) The video's format is not supported.");
    }
    this.videos.finish(session.video(), call.get("description").orElse(""));
    return SimulatorReply.json(200, Map.of("success", true));
  }

  /** Whether it is an MP4 or a MOV; their index may stand anywhere. */
  private static boolean isFilm(byte[] bytes) {
    return bytes.length > 8 && new String(bytes, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp");
  }
}
