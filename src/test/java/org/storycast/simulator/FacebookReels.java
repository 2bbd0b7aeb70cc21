// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Uploads of reels: started, sent in one piece or fetched, finished. */
final class FacebookReels {

  private static final int MOST_IN_A_DAY = 30;

  private final Clock clock;
  private final FacebookVideos videos;

  FacebookReels(Clock clock, FacebookVideos videos) {
    this.clock = clock;
    this.videos = videos;
  }

  SimulatorReply edge(FacebookParameters call, URI uploads) {
    return switch (call.get("upload_phase").orElse("")) {
      case "start" -> start(uploads);
      case "finish" -> finish(call);
      default -> FacebookErrors.parameter("(#100) Param upload_phase must be start or finish");
    };
  }

  private SimulatorReply start(URI uploads) {
    String id = this.videos.start(true).id;
    return SimulatorReply.json(
        200, Map.of("video_id", id, "upload_url", uploads + "/video-upload/v24.0/" + id));
  }

  /** Takes the bytes, or the address of the bytes. */
  SimulatorReply upload(SimulatorRequest request) {
    Optional<FacebookVideos.Video> reel =
        this.videos.find(request.segments().getLast()).filter(it -> it.reel);
    if (!request
        .header("authorization")
        .equals(Optional.of("OAuth " + FacebookSimulator.PAGE_TOKEN))) {
      return FacebookErrors.oauth(401, 190, 0, "Invalid OAuth access token.");
    }
    if (reel.isEmpty()) {
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
    reel.get().bytes.reset();
    reel.get().bytes.writeBytes(request.body());
    this.videos.uploaded(reel.get());
    return SimulatorReply.json(200, Map.of("success", true));
  }

  private SimulatorReply finish(FacebookParameters call) {
    String id = call.get("video_id").orElse("");
    Optional<FacebookVideos.Video> reel = this.videos.find(id).filter(it -> it.reel);
    if (reel.isEmpty()) {
      return FacebookErrors.missing(id);
    }
    if (reel.get().uploadedAt == null) {
      return FacebookErrors.parameter("(#100) The video has not been uploaded.");
    }
    if (!call.says("video_state", "PUBLISHED")) {
      return FacebookErrors.parameter("(#100) Only published reels are simulated");
    }
    Instant since = this.clock.instant().minus(Duration.ofHours(24));
    if (this.videos.reelsSince(since) >= MOST_IN_A_DAY) {
      return FacebookErrors.oauth(
          400, 613, 0, "(#613) This Page published 30 reels in the last 24 hours.");
    }
    this.videos.finish(reel.get(), call.get("description").orElse(""));
    return SimulatorReply.json(200, Map.of("success", true));
  }
}
