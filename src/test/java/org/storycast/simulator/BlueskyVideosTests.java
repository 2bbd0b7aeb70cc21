// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each rule of the video service and of its tokens, broken once. */
class BlueskyVideosTests extends BlueskyCalls {

  private static final byte[] FILM = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'm', 'p', '4', '2'};
  private static final String UPLOAD = "com.atproto.repo.uploadBlob";
  private static final String LIMITS = "app.bsky.video.getUploadLimits";

  private RawRequests.Answer serviceToken(String audience, String method, Duration life) {
    return call(
        "GET",
        "com.atproto.server.getServiceAuth?aud=%s&lxm=%s&exp=%d"
            .formatted(audience, method, this.clock.instant().plus(life).getEpochSecond()),
        null,
        this.access);
  }

  private String token(String method) {
    String here = "did:web:127.0.0.1%253A" + this.bluesky.address().getPort();
    return serviceToken(here, method, Duration.ofMinutes(30)).json().path("token").asString();
  }

  private RawRequests.Answer send(String token, String query, String type) {
    return RawRequests.send(
        "POST",
        this.bluesky.address().resolve("/xrpc/app.bsky.video.uploadVideo?" + query),
        Map.of("Authorization", "Bearer " + token, "Content-Type", type),
        HttpRequest.BodyPublishers.ofByteArray(FILM));
  }

  private static String named() {
    return "did=%s&name=a.mp4".formatted(BlueskySimulator.DID);
  }

  private RawRequests.Answer status(String job) {
    return get("app.bsky.video.getJobStatus?jobId=" + job);
  }

  @Test
  void makesAFilmReadyAndKnowsItAgain() {
    this.bluesky.processFilmsFor(1);
    RawRequests.Answer sent = send(token(UPLOAD), named(), "video/mp4");
    String job = sent.json().path("jobId").asString();
    assertThat(status(job).json().at("/jobStatus/state").asString())
        .isEqualTo("JOB_STATE_ENCODING");
    assertThat(status(job).json().at("/jobStatus/blob/mimeType").asString()).isEqualTo("video/mp4");
    RawRequests.Answer again = send(token(UPLOAD), named(), "video/mp4");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("error").asString()).isEqualTo("already_exists");
    assertThat(again.json().path("jobId").asString()).isEqualTo(job);
  }

  @Test
  void givesTokensToTheAccountAndForAnHourAtMost() {
    assertRefused(
        call("GET", "com.atproto.server.getServiceAuth?aud=did:web:a.example", null, ""),
        401,
        "AuthMissing",
        "Authentication");
    assertRefused(
        serviceToken("a.example", UPLOAD, Duration.ofMinutes(30)), 400, "InvalidRequest", "did");
    assertRefused(
        serviceToken("did:web:a.example", UPLOAD, Duration.ofHours(2)),
        400,
        "BadExpiration",
        "an hour");
  }

  @Test
  void takesATokenForItsServiceItsMethodAndItsTimeOnly() {
    String elsewhere =
        serviceToken("did:web:a.example", UPLOAD, Duration.ofMinutes(30))
            .json()
            .path("token")
            .asString();
    String old = token(UPLOAD);
    this.clock.advance(Duration.ofMinutes(30));
    for (String token : new String[] {"none", this.access, elsewhere, old, token(LIMITS)}) {
      assertRefused(
          send(token, named(), "video/mp4"), 401, "AuthenticationRequired", "service token");
    }
    assertRefused(call("GET", LIMITS, null, token(UPLOAD)), 401, "AuthenticationRequired", "token");
  }

  @Test
  void wantsAFilmWithANameOfTheAccount() {
    String token = token(UPLOAD);
    assertRefused(send(token, "name=a.mp4", "video/mp4"), 400, "InvalidRequest", "did");
    assertRefused(
        send(token, "did=" + BlueskySimulator.DID, "video/mp4"), 400, "InvalidRequest", "name");
    assertRefused(send(token, named(), "image/png"), 400, "InvalidRequest", "video/mp4");
  }

  @Test
  void limitsFilms() {
    assertThat(call("GET", LIMITS, null, token(LIMITS)).json().path("canUpload").asBoolean())
        .isTrue();
    this.bluesky.useUpFilms();
    assertThat(call("GET", LIMITS, null, token(LIMITS)).json().path("canUpload").asBoolean())
        .isFalse();
    assertRefused(
        send(token(UPLOAD), named(), "video/mp4"), 429, "RateLimitExceeded", "Daily limit");
  }

  @Test
  void takesNoFilmOfAnUnconfirmedAddress() {
    this.bluesky.forgetEmail();
    assertThat(call("GET", LIMITS, null, token(LIMITS)).json().path("error").asString())
        .isEqualTo("unconfirmed_email");
    assertRefused(
        send(token(UPLOAD), named(), "video/mp4"), 400, "unconfirmed_email", "verify your email");
  }

  @Test
  void tellsOfJobsThatItKnowsAndOfThoseThatFailed() {
    assertRefused(status("job-1"), 400, "InvalidRequest", "not found");
    String job = send(token(UPLOAD), named(), "video/mp4").json().path("jobId").asString();
    this.bluesky.failFilms();
    assertThat(status(job).json().at("/jobStatus/state").asString()).isEqualTo("JOB_STATE_FAILED");
  }
}
