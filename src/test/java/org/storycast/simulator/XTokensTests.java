// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

/** Each rule of the consent page and of the code's exchange, broken once. */
class XTokensTests {

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String QUERY =
      "response_type=code&client_id=client-4711&redirect_uri=https%3A%2F%2Fa.example%2Fback"
          + "&scope=tweet.read+users.read+offline.access&state=s&code_challenge="
          + CHALLENGE
          + "&code_challenge_method=S256";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final XSimulator x =
      new XSimulator(this.clock).registerRedirect(URI.create("https://a.example/back"));
  private final XCalls calls = new XCalls(this.x, this.clock);

  @AfterEach
  void stop() {
    this.x.close();
  }

  private Answer visit(String query) {
    return this.calls.raw("GET", "/i/oauth2/authorize?" + query, Map.of(), null);
  }

  private String code() {
    String location = visit(QUERY + "&decision=allow").header("Location");
    return location.replaceAll(".*[?&]code=([^&]+).*", "$1");
  }

  private Answer exchange(String secret, UnaryOperator<String> change) {
    String form =
        "grant_type=authorization_code&code=%s&redirect_uri=https%%3A%%2F%%2Fa.example%%2Fback&code_verifier=%s"
            .formatted(code(), VERIFIER);
    return post(secret, change.apply(form));
  }

  private Answer post(String secret, String form) {
    String client = XSimulator.CLIENT_ID + ":" + secret;
    return this.calls.raw(
        "POST",
        "/2/oauth2/token",
        Map.of(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)),
            "Content-Type",
            "application/x-www-form-urlencoded"),
        form);
  }

  private Answer exchange(UnaryOperator<String> change) {
    return exchange(XSimulator.CLIENT_SECRET, change);
  }

  @Test
  void showsAPageAndGivesTokensForItsCode() {
    assertThat(visit(QUERY).body()).contains("<li>users.read</li>", "id=\"allow\"", "id=\"deny\"");
    Answer answer = exchange(form -> form);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(7200);
    assertThat(answer.json().path("refresh_token").asString()).isEqualTo(this.x.refreshToken());
    assertThat(answer.json().path("scope").asString().split(" ")).hasSize(3);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"client_id=client-4711, client_id=other", "a.example, b.example"})
  void sendsNobodyBackToAStranger(String part, String instead) {
    assertThat(visit(QUERY.replace(part, instead)).status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "response_type=code, response_type=token, unsupported_response_type",
    "users.read, users.write, invalid_scope",
    "S256, plain, invalid_request",
    "code_challenge=E9Melhoa2, code_challenge=, invalid_request"
  })
  void sendsBackWhatIsMalformed(String part, String instead, String error) {
    assertThat(visit(QUERY.replace(part, instead)).header("Location"))
        .startsWith("https://a.example/back?")
        .contains("error=" + error, "state=s");
  }

  @Test
  void sendsBackWhoeverDenies() {
    assertThat(visit(QUERY + "&decision=deny").header("Location"))
        .contains("error=access_denied")
        .doesNotContain("code=");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"code=, code=x", "a.example, b.example", "code_verifier=, code_verifier=x"})
  void refusesACodeWhoseExchangeDoesNotFit(String part, String instead) {
    Answer answer = exchange(form -> form.replace(part, instead));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_request");
  }

  @Test
  void refusesAnUnknownAppAndAnotherKindOfGrant() {
    Answer stranger = exchange("another", form -> form);
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.json().path("error").asString()).isEqualTo("unauthorized_client");
    Answer other = exchange(form -> form.replace("authorization_code", "password"));
    assertThat(other.json().path("error").asString()).isEqualTo("unsupported_grant_type");
  }

  @Test
  void takesACodeOnceAndForThirtySeconds() {
    String[] used = new String[1];
    exchange(form -> used[0] = form);
    assertThat(post(XSimulator.CLIENT_SECRET, used[0]).status()).isEqualTo(400);
    Answer late =
        exchange(
            form -> {
              this.clock.advance(Duration.ofSeconds(30));
              return form;
            });
    assertThat(late.status()).isEqualTo(400);
  }

  @Test
  void allowsAnAppOnlyWhatThePersonAllowed() {
    String token = exchange(form -> form).json().path("access_token").asString();
    Map<String, String> headers = XCalls.json("Bearer " + token);
    assertThat(this.calls.raw("GET", "/2/users/me", headers, null).status()).isEqualTo(200);
    XCalls.assertForbidden(
        this.calls.raw("POST", "/2/tweets", headers, "{\"text\":\"a\"}"), "Forbidden");
    XCalls.assertForbidden(
        this.calls.raw("POST", "/2/media/upload/initialize", headers, "{}"), "Forbidden");
  }

  @Test
  void givesNoRefreshTokenUnasked() {
    String location =
        visit(QUERY.replace("+offline.access", "") + "&decision=allow").header("Location");
    String code = location.replaceAll(".*[?&]code=([^&]+).*", "$1");
    Answer answer = exchange(form -> form.replaceAll("code=[^&]+&r", "code=" + code + "&r"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("refresh_token")).isFalse();
  }
}
