// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

/** Each rule of the consent page and of the code's exchange, broken once. */
class MastodonOauthTests {

  private static final String QUERY =
      "response_type=code&client_id=mastodon-client-4715"
          + "&redirect_uri=https%3A%2F%2Fa.example%2Fback&scope=write%3Astatuses&state=s"
          + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
          + "&code_challenge_method=S256";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final MastodonSimulator mastodon =
      new MastodonSimulator(this.clock).registerRedirect(URI.create("https://a.example/back"));
  private final MastodonCalls calls = new MastodonCalls(this.mastodon);

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  private Answer visit(String query) {
    return RawRequests.send(
        "GET", this.calls.at("/oauth/authorize?" + query), Map.of(), (String) null);
  }

  private String form() {
    String location = visit(QUERY + "&decision=allow").header("Location");
    return "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fa.example%2Fback&code="
        + location.replaceAll(".*[?&]code=([^&]+).*", "$1")
        + "&client_id=mastodon-client-4715&client_secret="
        + MastodonSimulator.CLIENT_SECRET
        + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  }

  private Answer exchange(String form) {
    return RawRequests.send(
        "POST",
        this.calls.at("/oauth/token"),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        form);
  }

  @Test
  void showsAPageAndGivesATokenThatMayWhatThePersonAllowed() {
    assertThat(visit(QUERY).body()).contains("<li>write:statuses</li>");
    Answer answer = exchange(form());
    assertThat(answer.json().path("scope").asString()).isEqualTo("write:statuses");
    assertThat(answer.json().path("created_at").asLong()).isPositive();
    MastodonCalls calls = this.calls.as(answer.json().path("access_token").asString());
    assertThat(calls.say("Rain").status()).isEqualTo(200);
    assertThat(calls.get("/api/v1/accounts/verify_credentials").status()).isEqualTo(403);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"client-4715, client-4716", "a.example, b.example"})
  void sendsNobodyBackToAStranger(String part, String instead) {
    assertThat(visit(QUERY.replace(part, instead)).status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "response_type=code, response_type=token, unsupported_response_type",
    "write%3Astatuses, admin%3Awrite, invalid_scope",
    "S256, plain, invalid_request",
    "state=s, state=s&decision=deny, access_denied"
  })
  void sendsBackWithAnError(String part, String instead, String error) {
    assertThat(visit(QUERY.replace(part, instead)).header("Location"))
        .startsWith("https://a.example/back?")
        .contains("error=" + error, "state=s");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "code=code, code=cod, 400, invalid_grant",
    "a.example, b.example, 400, invalid_grant",
    "verifier=d, verifier=e, 400, invalid_grant",
    "authorization_code, password, 400, unsupported_grant_type",
    "client-4715, client-4716, 401, invalid_client",
    "secret-4716, secret-4717, 401, invalid_client"
  })
  void refusesAnExchangeThatDoesNotFit(String part, String instead, int status, String error) {
    Answer answer = exchange(form().replace(part, instead));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(error);
  }

  @Test
  void takesACodeOnceAndForTenMinutes() {
    String form = form();
    assertThat(exchange(form).status()).isEqualTo(200);
    assertThat(exchange(form).status()).isEqualTo(400);
    String late = form();
    this.clock.advance(Duration.ofMinutes(10));
    assertThat(exchange(late).status()).isEqualTo(400);
  }
}
