// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens for other services, and the video service that makes films ready. */
final class BlueskyVideos {

  private static final String UPLOAD = "com.atproto.repo.uploadBlob";
  private static final int DAILY = 25;

  int rounds;
  boolean fails;
  int sent;

  private final Clock clock;
  private final BlueskyBlobs blobs;
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private String service = "";

  private record Token(String audience, String method, Instant end) {}

  private static final class Job {
    private final Map<String, Object> blob;
    private int asked;

    private Job(Map<String, Object> blob) {
      this.blob = blob;
    }
  }

  BlueskyVideos(Clock clock, BlueskyBlobs blobs) {
    this.clock = clock;
    this.blobs = blobs;
  }

  /** The one address of account's server and video service. */
  void servedAt(String host, int port) {
    this.service = "did:web:%s%%3A%d".formatted(host, port);
  }

  void forgetJobs() {
    this.jobs.clear();
  }

  SimulatorReply token(Map<String, String> query) {
    String end = query.getOrDefault("exp", "");
    if (!query.getOrDefault("aud", "").startsWith("did:") || !end.matches("[0-9]{10}")) {
      return BlueskyReplies.invalid("aud must be a valid did");
    }
    Instant moment = Instant.ofEpochSecond(Long.parseLong(end));
    if (moment.isAfter(this.clock.instant().plusSeconds(3600))) {
      return BlueskyReplies.error(
          400, "BadExpiration", "cannot request a token with an expiration more than an hour");
    }
    String token = "service-token-" + this.tokens.size();
    this.tokens.put(token, new Token(query.get("aud"), query.getOrDefault("lxm", ""), moment));
    return SimulatorReply.json(200, Map.of("token", token));
  }

  private void check(SimulatorRequest request, String method) {
    Token token = this.tokens.get(request.bearer().orElse(""));
    boolean isGood =
        token != null
            && token.audience().equals(this.service)
            && token.method().equals(method)
            && this.clock.instant().isBefore(token.end());
    if (!isGood) {
      throw new BlueskyReplies.Refused(
          BlueskyReplies.error(401, "AuthenticationRequired", "invalid service token"));
    }
  }

  SimulatorReply limits(SimulatorRequest request, boolean mayUpload) {
    check(request, "app.bsky.video.getUploadLimits");
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("canUpload", mayUpload && this.sent < DAILY);
    limits.put("remainingDailyVideos", DAILY - this.sent);
    limits.put("remainingDailyBytes", 10_000_000_000L);
    if (!mayUpload) {
      limits.put("error", "unconfirmed_email");
      limits.put("message", "Please verify your email to upload videos");
    }
    return SimulatorReply.json(200, limits);
  }

  SimulatorReply upload(SimulatorRequest request, boolean mayUpload) {
    check(request, UPLOAD);
    boolean isNamed =
        request.query().getOrDefault("did", "").equals(BlueskySimulator.DID)
            && !request.query().getOrDefault("name", "").isEmpty();
    if (!isNamed || !request.header("content-type").orElse("").equals("video/mp4")) {
      return BlueskyReplies.invalid("did, name and Content-Type: video/mp4 are required");
    }
    if (!mayUpload) {
      return BlueskyReplies.error(400, "unconfirmed_email", "Please verify your email");
    }
    if (this.sent >= DAILY) {
      return BlueskyReplies.error(429, "RateLimitExceeded", "Daily limit of videos reached");
    }
    String id = "job-" + BlueskyCid.ofFile(request.body());
    boolean isKnown = this.jobs.containsKey(id);
    if (!isKnown) {
      this.sent++;
      this.jobs.put(id, new Job(this.blobs.keep(request.body(), "video/mp4")));
    }
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("jobId", id);
    status.put("did", BlueskySimulator.DID);
    status.put("state", isKnown ? "JOB_STATE_COMPLETED" : "JOB_STATE_CREATED");
    if (isKnown) {
      status.put("error", "already_exists");
      status.put("message", "Video already processed");
    }
    return SimulatorReply.json(isKnown ? 409 : 200, status);
  }

  SimulatorReply status(String id) {
    Job job = this.jobs.get(id);
    if (job == null) {
      return BlueskyReplies.invalid("Job not found");
    }
    job.asked++;
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("jobId", id);
    status.put("did", BlueskySimulator.DID);
    if (this.fails) {
      status.put("state", "JOB_STATE_FAILED");
      status.put("error", "invalid_video");
      status.put("message", "The video can't be decoded");
    } else if (job.asked <= this.rounds) {
      status.put("state", "JOB_STATE_ENCODING");
      status.put("progress", 40);
    } else {
      status.put("state", "JOB_STATE_COMPLETED");
      status.put("blob", job.blob);
    }
    return SimulatorReply.json(200, Map.of("jobStatus", status));
  }
}
