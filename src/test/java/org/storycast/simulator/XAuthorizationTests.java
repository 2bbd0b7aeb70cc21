// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class XAuthorizationTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new XSimulator(this.clock);
  private final XCalls calls = new XCalls(this.x, this.clock);

  @AfterEach
  void stop() {
    this.x.close();
  }

  @Test
  void refusesARequestWithoutAuthorization() {
    XCalls.assertUnauthorized(this.calls.raw("POST", "/2/tweets", Map.of(), "{\"text\":\"a\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "oauth_consumer_key",
        "oauth_nonce",
        "oauth_signature",
        "oauth_signature_method",
        "oauth_timestamp",
        "oauth_token",
        "oauth_version"
      })
  void refusesASignatureWithoutOneOfItsParts(String missing) {
    XCalls.assertUnauthorized(
        this.calls.signed(given -> without(given, missing), "{\"text\":\"a\"}"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "oauth_consumer_key, somebody",
    "oauth_token, somebody",
    "oauth_signature, AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "oauth_signature_method, PLAINTEXT",
    "oauth_version, 2.0",
    "oauth_timestamp, soon"
  })
  void refusesAWrongSignature(String name, String value) {
    XCalls.assertUnauthorized(
        this.calls.signed(given -> with(given, name, value), "{\"text\":\"a\"}"));
  }

  @Test
  void refusesASignatureOfAnotherAddress() {
    String header = this.calls.header("GET", "/2/users/me", Map.of(), it -> it);
    XCalls.assertUnauthorized(
        this.calls.raw(
            "GET", "/2/users/" + XSimulator.USER_ID + "/tweets", XCalls.authorized(header), null));
  }

  @Test
  void refusesASignatureWithoutTheQuery() {
    String path = "/2/users/" + XSimulator.USER_ID + "/tweets";
    String header = this.calls.header("GET", path, Map.of(), it -> it);
    XCalls.assertUnauthorized(
        this.calls.raw("GET", path + "?max_results=5", XCalls.authorized(header), null));
  }

  @Test
  void takesABearerForTwoHours() {
    Map<String, String> headers = XCalls.json("Bearer " + this.x.issueBearer());
    assertThat(this.calls.raw("POST", "/2/tweets", headers, "{\"text\":\"a\"}").status())
        .isEqualTo(201);
    this.clock.advance(Duration.ofHours(2));
    XCalls.assertUnauthorized(this.calls.raw("POST", "/2/tweets", headers, "{\"text\":\"b\"}"));
    XCalls.assertUnauthorized(
        this.calls.raw("POST", "/2/tweets", XCalls.json("Bearer unknown"), "{\"text\":\"b\"}"));
  }

  @Test
  void refusesToPostForTheAppAlone() {
    Answer answer =
        this.calls.raw(
            "POST", "/2/tweets", XCalls.json("Bearer " + XSimulator.APP_TOKEN), "{\"text\":\"a\"}");
    XCalls.assertForbidden(answer, "Application-Only is forbidden");
    assertThat(answer.json().path("type").asString()).endsWith("/unsupported-authentication");
  }

  @Test
  void refusesToPostForAReadOnlyApp() {
    this.x.makeReadOnly();
    Answer answer = this.calls.post("{\"text\":\"a\"}");
    XCalls.assertForbidden(answer, "not configured with the appropriate oauth1 app permissions");
    assertThat(answer.json().path("type").asString()).endsWith("/oauth1-permissions");
  }

  @Test
  void takesARefreshTokenOnce() {
    String first = this.x.refreshToken();
    Answer answer = refresh(first);
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(7200);
    assertThat(answer.json().path("refresh_token").asString()).isNotEqualTo(first);
    Answer again = refresh(first);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("error").asString()).isEqualTo("invalid_request");
  }

  private static Map<String, String> without(Map<String, String> given, String name) {
    Map<String, String> rest = new HashMap<>(given);
    rest.remove(name);
    return rest;
  }

  private static Map<String, String> with(Map<String, String> given, String name, String value) {
    Map<String, String> changed = new HashMap<>(given);
    changed.put(name, value);
    return changed;
  }

  private Answer refresh(String token) {
    String client = XSimulator.CLIENT_ID + ":" + XSimulator.CLIENT_SECRET;
    return this.calls.raw(
        "POST",
        "/2/oauth2/token",
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)),
            "Content-Type",
            "application/x-www-form-urlencoded"),
        "grant_type=refresh_token&refresh_token=" + token);
  }
}
