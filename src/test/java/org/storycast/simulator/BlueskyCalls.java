// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.storycast.channel.MutableClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Raw requests to a simulated server. */
abstract class BlueskyCalls {

  static final JsonMapper JSON = new JsonMapper();
  static final String RKEY = "3k4duaz5vfs2b";
  static final String URI_OF_RKEY =
      "at://%s/app.bsky.feed.post/%s".formatted(BlueskySimulator.DID, RKEY);

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final BlueskySimulator bluesky = new BlueskySimulator(this.clock);
  String access = "";
  String refresh = "";

  @BeforeEach
  void logIn() {
    JsonNode session = logIn(BlueskySimulator.PASSWORD).json();
    this.access = session.path("accessJwt").asString();
    this.refresh = session.path("refreshJwt").asString();
  }

  @AfterEach
  void stop() {
    this.bluesky.close();
  }

  RawRequests.Answer logIn(String password) {
    return call(
        "POST",
        "com.atproto.server.createSession",
        Map.of("identifier", BlueskySimulator.HANDLE, "password", password),
        "");
  }

  RawRequests.Answer call(String method, String name, @Nullable Object body, String token) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    return RawRequests.send(
        method,
        this.bluesky.address().resolve("/xrpc/" + name),
        headers,
        body == null ? null : JSON.writeValueAsString(body));
  }

  RawRequests.Answer get(String name) {
    return call("GET", name, null, "");
  }

  static ObjectNode post(String text) {
    return JSON.createObjectNode()
        .put("$type", "app.bsky.feed.post")
        .put("text", text)
        .put("createdAt", "2026-11-20T12:00:00.000Z");
  }

  static ObjectNode at(String rkey, JsonNode record) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("repo", BlueskySimulator.DID)
            .put("collection", "app.bsky.feed.post")
            .put("rkey", rkey);
    body.set("record", record);
    return body;
  }

  RawRequests.Answer put(JsonNode record) {
    return put(at(RKEY, record), this.access);
  }

  RawRequests.Answer put(ObjectNode body, String token) {
    return call("POST", "com.atproto.repo.putRecord", body, token);
  }

  RawRequests.Answer delete() {
    return call("POST", "com.atproto.repo.deleteRecord", at(RKEY, post("")), this.access);
  }

  RawRequests.Answer show() {
    return get(
        "com.atproto.repo.getRecord?repo=%s&collection=app.bsky.feed.post&rkey=%s"
            .formatted(BlueskySimulator.DID, RKEY));
  }

  JsonNode upload(String type, byte[] bytes) {
    return uploading(type, bytes).json().path("blob");
  }

  RawRequests.Answer uploading(String type, byte[] bytes) {
    return RawRequests.send(
        "POST",
        this.bluesky.address().resolve("/xrpc/com.atproto.repo.uploadBlob"),
        Map.of("Authorization", "Bearer " + this.access, "Content-Type", type),
        HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  static void assertRefused(RawRequests.Answer answer, int status, String error, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("error").asString("")).isEqualTo(error);
    assertThat(answer.json().path("message").asString("")).contains(message);
  }
}
