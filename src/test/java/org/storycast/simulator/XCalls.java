// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.storycast.simulator.RawRequests.Answer;

/** Calls of simulated X, signed as X wants it or as a test wants it. */
final class XCalls {

  private final XSimulator x;
  private final Clock clock;
  private int nonces;

  XCalls(XSimulator x, Clock clock) {
    this.x = x;
    this.clock = clock;
  }

  Answer say(String text) {
    return post("{\"text\":\"%s\"}".formatted(text));
  }

  Answer reply(String text, String to) {
    return post(
        "{\"text\":\"%s\",\"reply\":{\"in_reply_to_tweet_id\":\"%s\"}}".formatted(text, to));
  }

  Answer post(String body) {
    return call("POST", "/2/tweets", body);
  }

  Answer get(String path, Map<String, String> query) {
    String encoded =
        query.entrySet().stream()
            .map(it -> it.getKey() + "=" + OAuthSignature.encode(it.getValue()))
            .collect(Collectors.joining("&"));
    return raw("GET", path + "?" + encoded, authorized(header("GET", path, query, it -> it)), null);
  }

  Answer call(String method, String path, @Nullable String body) {
    return raw(method, path, json(header(method, path, Map.of(), it -> it)), body);
  }

  Answer signed(UnaryOperator<Map<String, String>> change, String body) {
    return raw("POST", "/2/tweets", json(header("POST", "/2/tweets", Map.of(), change)), body);
  }

  static Map<String, String> authorized(String header) {
    return Map.of("Authorization", header);
  }

  static Map<String, String> json(String header) {
    return Map.of("Authorization", header, "Content-Type", "application/json");
  }

  String header(
      String method,
      String path,
      Map<String, String> query,
      UnaryOperator<Map<String, String>> change) {
    this.nonces++;
    Map<String, String> given = new HashMap<>();
    given.put("oauth_consumer_key", XSimulator.API_KEY);
    given.put("oauth_nonce", "nonce" + this.nonces);
    given.put("oauth_signature_method", "HMAC-SHA1");
    given.put("oauth_timestamp", Long.toString(this.clock.instant().getEpochSecond()));
    given.put("oauth_token", XSimulator.ACCESS_TOKEN);
    given.put("oauth_version", "1.0");
    Map<String, String> all = new HashMap<>(query);
    all.putAll(given);
    given.put(
        "oauth_signature",
        OAuthSignature.of(
            method,
            this.x.address() + path,
            all,
            XSimulator.API_SECRET,
            XSimulator.ACCESS_TOKEN_SECRET));
    return change.apply(given).entrySet().stream()
        .map(it -> it.getKey() + "=\"" + OAuthSignature.encode(it.getValue()) + "\"")
        .collect(Collectors.joining(", ", "OAuth ", ""));
  }

  Answer raw(String method, String path, Map<String, String> headers, @Nullable String body) {
    return RawRequests.send(method, URI.create(this.x.address() + path), headers, body);
  }

  static void assertForbidden(Answer answer, String detail) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("detail").asString()).contains(detail);
  }

  static void assertInvalid(Answer answer, String message) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("title").asString()).isEqualTo("Invalid Request");
    assertThat(answer.json().path("type").asString()).endsWith("/invalid-request");
    assertThat(answer.json().at("/errors/0/message").asString()).contains(message);
  }

  static void assertUnauthorized(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("title").asString()).isEqualTo("Unauthorized");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Unauthorized");
    assertThat(answer.json().path("type").asString()).isEqualTo("about:blank");
    assertThat(answer.json().path("status").asInt()).isEqualTo(401);
  }
}
