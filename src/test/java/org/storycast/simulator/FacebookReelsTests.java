// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class FacebookReelsTests {

  private static final String OAUTH = "OAuth " + FacebookSimulator.PAGE_TOKEN;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  @Test
  void takesAReelStepByStep() {
    Answer started = edge("upload_phase=start");
    String id = started.json().path("video_id").asString();
    assertThat(status(id)).isEqualTo("uploading");
    assertThat(upload(started, OAUTH, "0", "5", "bytes").json().path("success").asBoolean())
        .isTrue();
    assertThat(status(id)).isEqualTo("processing");
    assertThat(finish(id).json().path("success").asBoolean()).isTrue();
    assertThat(publishing(id)).isEqualTo("not_started");
    this.clock.advance(Duration.ofSeconds(20));
    assertThat(status(id)).isEqualTo("ready");
    assertThat(publishing(id)).isEqualTo("complete");
  }

  @Test
  void publishesAReelOnceHoweverOftenItIsFinished() {
    Answer started = edge("upload_phase=start");
    upload(started, OAUTH, "0", "5", "bytes");
    String id = started.json().path("video_id").asString();
    assertThat(finish(id).status()).isEqualTo(200);
    assertThat(finish(id).status()).isEqualTo(200);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @Test
  void takesTheAddressOfAReel() {
    Answer started = edge("upload_phase=start");
    Map<String, String> headers =
        Map.of("Authorization", OAUTH, "file_url", "https://courier.example.com/1.mp4");
    Answer uploaded = RawRequests.send("POST", uploadAddress(started), headers, "");
    assertThat(uploaded.json().path("success").asBoolean()).isTrue();
  }

  @Test
  void refusesAnUploadWithoutTheRightHeaders() {
    Answer started = edge("upload_phase=start");
    FacebookSimulatorTests.assertError(
        upload(started, "Bearer " + FacebookSimulator.PAGE_TOKEN, "0", "5", "bytes"),
        190,
        0,
        "Invalid OAuth");
    FacebookSimulatorTests.assertError(
        upload(started, OAUTH, "1", "5", "bytes"), 1363037, 0, "offset");
    FacebookSimulatorTests.assertError(
        upload(started, OAUTH, "0", "6", "bytes"), 1363037, 0, "file size");
  }

  @Test
  void refusesToFinishWhatIsNotUploaded() {
    String id = edge("upload_phase=start").json().path("video_id").asString();
    FacebookSimulatorTests.assertError(finish(id), 100, 0, "has not been uploaded");
    FacebookSimulatorTests.assertError(finish("17"), 100, 33, "does not exist");
    FacebookSimulatorTests.assertError(edge("upload_phase=middle"), 100, 0, "upload_phase");
  }

  @Test
  void refusesThe31stReelOfADay() {
    for (int reel = 0; reel < 30; reel++) {
      assertThat(publish().status()).isEqualTo(200);
    }
    FacebookSimulatorTests.assertError(publish(), 613, 0, "30 reels");
    this.clock.advance(Duration.ofHours(24));
    assertThat(publish().status()).isEqualTo(200);
  }

  private Answer publish() {
    Answer started = edge("upload_phase=start");
    upload(started, OAUTH, "0", "5", "bytes");
    return finish(started.json().path("video_id").asString());
  }

  private Answer finish(String id) {
    return edge("upload_phase=finish&video_state=PUBLISHED&video_id=" + id);
  }

  private Answer edge(String form) {
    return call("POST", "/v24.0/" + FacebookSimulator.PAGE_ID + "/video_reels", form);
  }

  private String status(String id) {
    return call("GET", "/v24.0/" + id + "?fields=status", null)
        .json()
        .at("/status/video_status")
        .asString();
  }

  private String publishing(String id) {
    return call("GET", "/v24.0/" + id + "?fields=status", null)
        .json()
        .at("/status/publishing_phase/status")
        .asString();
  }

  private Answer call(String method, String path, @Nullable String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Authorization", "Bearer " + FacebookSimulator.PAGE_TOKEN);
    return RawRequests.send(method, URI.create(this.facebook.address() + path), headers, body);
  }

  private static URI uploadAddress(Answer started) {
    return URI.create(started.json().path("upload_url").asString());
  }

  private static Answer upload(
      Answer started, String authorization, String offset, String size, String bytes) {
    return RawRequests.send(
        "POST",
        uploadAddress(started),
        Map.of("Authorization", authorization, "offset", offset, "file_size", size),
        bytes);
  }
}
