// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reels of a simulated page: started, uploaded, processed, finished. */
final class FacebookReels {

  private static final int MOST_IN_A_DAY = 30;
  private static final int ROUNDS_OF_PROCESSING = 2;

  private final Clock clock;
  private final Map<String, Reel> reels = new LinkedHashMap<>();
  private final Map<String, Instant> finished = new HashMap<>();
  private long last = 9_000;

  FacebookReels(Clock clock) {
    this.clock = clock;
  }

  boolean knows(String id) {
    return this.reels.containsKey(id);
  }

  SimulatorReply edge(FacebookParameters call, URI uploads) {
    return switch (call.get("upload_phase").orElse("")) {
      case "start" -> start(uploads);
      case "finish" -> finish(call);
      default -> FacebookErrors.parameter("(#100) Param upload_phase must be start or finish");
    };
  }

  private SimulatorReply start(URI uploads) {
    this.last++;
    String id = Long.toString(this.last);
    this.reels.put(id, new Reel());
    return SimulatorReply.json(
        200, Map.of("video_id", id, "upload_url", uploads + "/video-upload/v24.0/" + id));
  }

  /** Takes the bytes, or the address of the bytes. */
  SimulatorReply upload(SimulatorRequest request) {
    Reel reel = this.reels.get(request.segments().getLast());
    if (!request
        .header("authorization")
        .equals(Optional.of("OAuth " + FacebookSimulator.PAGE_TOKEN))) {
      return FacebookErrors.oauth(401, 190, 0, "Invalid OAuth access token.");
    }
    if (reel == null) {
      return FacebookErrors.missing(request.segments().getLast());
    }
    Optional<String> address = request.header("file_url");
    boolean whole =
        request.header("offset").equals(Optional.of("0"))
            && request
                .header("file_size")
                .equals(Optional.of(Integer.toString(request.body().length)))
            && request.body().length > 0;
    if (address.isPresent() ? !FacebookFeed.isAddress(address.get()) : !whole) {
      return FacebookErrors.oauth(400, 1363037, 0, "The offset or file size is not correct.");
    }
    reel.uploaded = true;
    reel.rounds = ROUNDS_OF_PROCESSING;
    return SimulatorReply.json(200, Map.of("success", true));
  }

  SimulatorReply status(String id) {
    Reel reel = this.reels.get(id);
    String state = !reel.uploaded ? "upload_complete" : reel.rounds > 0 ? "processing" : "ready";
    reel.rounds = Math.max(0, reel.rounds - 1);
    return SimulatorReply.json(
        200,
        Map.of(
            "status",
            Map.of(
                "video_status", reel.uploaded ? state : "uploading",
                "uploading_phase", Map.of("status", reel.uploaded ? "complete" : "not_started"),
                "processing_phase",
                    Map.of("status", state.equals("ready") ? "complete" : "not_started"),
                "publishing_phase",
                    Map.of("status", this.finished.containsKey(id) ? "complete" : "not_started")),
            "id",
            id));
  }

  private SimulatorReply finish(FacebookParameters call) {
    String id = call.get("video_id").orElse("");
    Reel reel = this.reels.get(id);
    if (reel == null) {
      return FacebookErrors.missing(id);
    }
    if (!reel.uploaded) {
      return FacebookErrors.parameter("(#100) The video has not been uploaded.");
    }
    Instant since = this.clock.instant().minus(Duration.ofHours(24));
    if (this.finished.values().stream().filter(it -> it.isAfter(since)).count() >= MOST_IN_A_DAY) {
      return FacebookErrors.oauth(
          400, 613, 0, "(#613) This Page published 30 reels in the last 24 hours.");
    }
    this.finished.put(id, this.clock.instant());
    return SimulatorReply.json(200, Map.of("success", true));
  }

  private static final class Reel {
    private boolean uploaded;
    private int rounds;
  }
}
