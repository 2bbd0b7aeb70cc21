// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.storycast.simulator.RawRequests.Answer;
import tools.jackson.databind.json.JsonMapper;

/** Raw requests to a simulated instance. */
final class MastodonCalls {

  static final String STATUSES = "/api/v1/statuses";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BORDER = "border-4711";

  private final MastodonSimulator mastodon;
  private String token = MastodonSimulator.TOKEN;

  MastodonCalls(MastodonSimulator mastodon) {
    this.mastodon = mastodon;
  }

  /** The same with another token. */
  MastodonCalls as(String token) {
    MastodonCalls calls = new MastodonCalls(this.mastodon);
    calls.token = token;
    return calls;
  }

  URI at(String path) {
    return URI.create(this.mastodon.address() + path);
  }

  Answer call(String method, String path, @Nullable Object body, String... more) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + this.token);
    headers.put("Content-Type", "application/json");
    for (int name = 0; name < more.length; name += 2) {
      headers.put(more[name], more[name + 1]);
    }
    return RawRequests.send(
        method, at(path), headers, body == null ? null : JSON.writeValueAsString(body));
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  Answer say(String text) {
    return post(Map.of("status", text));
  }

  Answer post(Map<String, Object> status) {
    return call("POST", STATUSES, status);
  }

  Answer say(String text, String key) {
    return call("POST", STATUSES, Map.of("status", text), "Idempotency-Key", key);
  }

  Answer upload(String path, String part, String type, byte[] bytes) {
    byte[] head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\n%s\r\n"
            .formatted(BORDER, part, type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] end =
        "\r\n--%s--\r\n".formatted(BORDER).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return RawRequests.send(
        "POST",
        at(path),
        Map.of(
            "Authorization",
            "Bearer " + this.token,
            "Content-Type",
            "multipart/form-data; boundary=" + BORDER),
        HttpRequest.BodyPublishers.ofByteArrays(java.util.List.of(head, bytes, end)));
  }

  /** Uploads a small file and answers its id. */
  String upload(String type) {
    return idOf(upload("/api/v2/media", "file", type, new byte[] {1, 2, 3}));
  }

  static String idOf(Answer answer) {
    return answer.json().path("id").asString("");
  }

  static void assertError(Answer answer, int status, String words) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString("")).contains(words);
  }
}
