// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawHttp.Answer;

/** A simulated YouTube, and raw requests to it. */
abstract class RawYoutube {

  static final String VIDEOS = "/youtube/v3/videos";
  static final String UPLOAD = "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status";
  static final int CHUNK = 262_144;
  static final byte[] NONE = {};

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final YoutubeSimulator youtube = new YoutubeSimulator(this.clock);
  final RawHttp http = new RawHttp();
  String token = refreshed();

  @AfterEach
  void stop() {
    this.youtube.close();
  }

  String refreshed() {
    return refresh(YoutubeSimulator.CLIENT_SECRET, YoutubeSimulator.REFRESH_TOKEN)
        .json()
        .path("access_token")
        .asString();
  }

  Answer refresh(String clientSecret, String refreshToken) {
    return this.http.send(
        "POST",
        at("/token"),
        "client_id=%s&client_secret=%s&refresh_token=%s&grant_type=refresh_token"
            .formatted(YoutubeSimulator.CLIENT_ID, clientSecret, refreshToken),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  URI at(String path) {
    return URI.create(this.youtube.address() + path);
  }

  Answer call(String method, String path, String body) {
    return this.http.send(
        method,
        at(path),
        body,
        "Authorization",
        "Bearer " + this.token,
        "Content-Type",
        "application/json");
  }

  Answer begin(String resource) {
    return begin(UPLOAD, resource.getBytes(StandardCharsets.UTF_8), 3 * CHUNK, "video/mp4");
  }

  Answer begin(String path, byte[] resource, long size, String type) {
    return this.http.send(
        "POST",
        at(path),
        resource,
        "Authorization",
        "Bearer " + this.token,
        "Content-Type",
        "application/json",
        "X-Upload-Content-Length",
        Long.toString(size),
        "X-Upload-Content-Type",
        type);
  }

  static String resource(String title, String description) {
    return """
    {"snippet":{"title":"%s","description":"%s","categoryId":"25"},
     "status":{"privacyStatus":"public"}}\
    """
        .formatted(title, description);
  }

  URI session(int size) {
    byte[] resource = resource("A title", "A text").getBytes(StandardCharsets.UTF_8);
    return URI.create(begin(UPLOAD, resource, size, "video/mp4").header("Location"));
  }

  Answer put(URI session, byte[] body, String range) {
    return this.http.send(
        "PUT", session, body, "Content-Range", range, "Content-Type", "video/mp4");
  }

  static byte[] film(int size) {
    byte[] bytes = new byte[size];
    System.arraycopy("....ftypisom".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 12);
    return bytes;
  }

  String uploaded(int size) {
    Answer answer = put(session(size), film(size), "bytes 0-%d/%d".formatted(size - 1, size));
    assertThat(answer.status()).isEqualTo(201);
    return answer.json().path("id").asString();
  }

  static void assertRefusal(Answer answer, int status, String reason) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(status);
    assertThat(answer.json().path("error").path("errors").path(0).path("reason").asString())
        .isEqualTo(reason);
  }
}
