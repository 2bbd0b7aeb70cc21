// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.MutableClock;
import org.storycast.channel.SampleFilm;
import org.storycast.simulator.RawHttp.Answer;
import tools.jackson.databind.JsonNode;

/** A simulated TikTok, and raw requests to it. */
abstract class RawTiktok {

  static final String CREATOR = "/v2/post/publish/creator_info/query/";
  static final String INIT = "/v2/post/publish/video/init/";
  static final String PHOTOS = "/v2/post/publish/content/init/";
  static final String STATUS = "/v2/post/publish/status/fetch/";
  static final String PUBLIC = "PUBLIC_TO_EVERYONE";

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final TiktokSimulator tiktok = new TiktokSimulator(this.clock);
  final RawHttp http = new RawHttp();
  final byte[] film = SampleFilm.small().bytes();
  String token = refresh(TiktokSimulator.REFRESH_TOKEN).json().path("access_token").asString();

  @AfterEach
  void stop() {
    this.tiktok.close();
  }

  Answer refresh(String refreshToken) {
    return refresh(TiktokSimulator.CLIENT_SECRET, "refresh_token", refreshToken);
  }

  Answer refresh(String clientSecret, String grantType, String refreshToken) {
    return this.http.send(
        "POST",
        at("/v2/oauth/token/"),
        "client_key=%s&client_secret=%s&grant_type=%s&refresh_token=%s"
            .formatted(TiktokSimulator.CLIENT_KEY, clientSecret, grantType, refreshToken),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  URI at(String path) {
    return URI.create(this.tiktok.address() + path);
  }

  Answer post(String path, String body) {
    return this.http.send(
        "POST",
        at(path),
        body,
        "Authorization",
        "Bearer " + this.token,
        "Content-Type",
        "application/json; charset=UTF-8");
  }

  static String info(String title, String privacy) {
    return """
    "post_info":{"title":"%s","privacy_level":"%s","brand_content_toggle":false,\
    "brand_organic_toggle":false}\
    """
        .formatted(title, privacy);
  }

  static String source(long size, long chunk, int count) {
    return """
    "source_info":{"source":"FILE_UPLOAD","video_size":%d,"chunk_size":%d,\
    "total_chunk_count":%d}\
    """
        .formatted(size, chunk, count);
  }

  Answer init(String info, String source) {
    return post(INIT, "{%s,%s}".formatted(info, source));
  }

  Answer init(long size, long chunk, int count) {
    return init(info("A title", PUBLIC), source(size, chunk, count));
  }

  JsonNode begun(int size, int chunk, int count) {
    Answer answer = init(size, chunk, count);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().path("data");
  }

  Answer put(String address, byte[] body, String range) {
    return put(address, body, range, "video/mp4");
  }

  Answer put(String address, byte[] body, String range, String type) {
    return this.http.send(
        "PUT", URI.create(address), body, "Content-Range", range, "Content-Type", type);
  }

  /** Posts the film and answers the task's id. */
  String posted(String title, String privacy) {
    int size = this.film.length;
    JsonNode data = init(info(title, privacy), source(size, size, 1)).json().path("data");
    Answer answer =
        put(
            data.path("upload_url").asString(),
            this.film,
            "bytes 0-%d/%d".formatted(size - 1, size));
    assertThat(answer.status()).isEqualTo(201);
    return data.path("publish_id").asString();
  }

  JsonNode status(String publishId) {
    return post(STATUS, "{\"publish_id\":\"%s\"}".formatted(publishId)).json().path("data");
  }

  static void assertRefusal(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").path("code").asString()).isEqualTo(code);
    assertThat(answer.json().path("error").path("log_id").asString()).isNotEmpty();
  }
}
