// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.MutableClock;

/** Raw requests to a simulated profile. */
abstract class ThreadsCalls {

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final ThreadsSimulator threads = new ThreadsSimulator(this.clock);
  final PictureSite site = new PictureSite();
  final String picture =
      this.site.show("picture.jpg", "image/jpeg", PictureSite.picture("jpeg", 400, 300)).toString();

  @AfterEach
  void stop() {
    this.threads.close();
    this.site.close();
  }

  RawRequests.Answer create(Map<String, String> parameters) {
    return post("/v1.0/me/threads", parameters, ThreadsSimulator.TOKEN);
  }

  RawRequests.Answer say(String text) {
    return create(Map.of("media_type", "TEXT", "text", text));
  }

  RawRequests.Answer publish(String container) {
    return post(
        "/v1.0/%s/threads_publish".formatted(ThreadsSimulator.USER_ID),
        Map.of("creation_id", container),
        ThreadsSimulator.TOKEN);
  }

  String published(String text) {
    return idOf(publish(idOf(say(text))));
  }

  static String idOf(RawRequests.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("id").asString("");
  }

  String status(String container) {
    return get("/v1.0/" + container + "?fields=status,error_message")
        .json()
        .path("status")
        .asString("");
  }

  RawRequests.Answer post(String path, Map<String, String> parameters, String token) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("access_token", token);
    return RawRequests.send(
        "POST",
        this.threads.address().resolve(path),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        encoded(all));
  }

  static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  RawRequests.Answer get(String path) {
    return send("GET", path, ThreadsSimulator.TOKEN);
  }

  RawRequests.Answer send(String method, String path, String token) {
    return RawRequests.send(
        method,
        this.threads.address().resolve(path),
        Map.of("Authorization", "Bearer " + token),
        (String) null);
  }

  static void assertRefused(RawRequests.Answer answer, int code, int subcode, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("error").path("code").asInt(0)).isEqualTo(code);
    assertThat(answer.json().path("error").path("error_subcode").asInt(0)).isEqualTo(subcode);
    assertThat(answer.json().path("error").path("message").asString("")).contains(message);
  }
}
