// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.RawHttp.Answer;

/** Google's consent page and the exchange of its codes, each rule broken once. */
class YoutubeConsentTests extends RawYoutube {

  private static final String BACK = "https://courier.example.org/connect/callback";
  private static final String OTHER = "https://courier.example.org/other";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final Map<String, String> visit = new HashMap<>();
  private final Map<String, String> exchange = new HashMap<>();

  @BeforeEach
  void askForEverythingRightly() {
    this.youtube.registerRedirect(URI.create(BACK));
    this.youtube.registerRedirect(URI.create(OTHER));
    this.visit.putAll(
        Map.of(
            "client_id", YoutubeSimulator.CLIENT_ID,
            "response_type", "code",
            "redirect_uri", BACK,
            "state", "s 1",
            "access_type", "offline",
            "prompt", "consent",
            "code_challenge", CHALLENGE,
            "code_challenge_method", "S256",
            "scope", GoogleAccounts.PREFIX + "youtube " + GoogleAccounts.PREFIX + "youtube.upload",
            "decision", "allow"));
    this.exchange.putAll(
        Map.of(
            "client_id",
            YoutubeSimulator.CLIENT_ID,
            "client_secret",
            YoutubeSimulator.CLIENT_SECRET,
            "redirect_uri",
            BACK,
            "code_verifier",
            VERIFIER,
            "grant_type",
            "authorization_code"));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Answer visited() {
    return this.http.send("GET", at("/o/oauth2/v2/auth?" + encoded(this.visit)), NONE);
  }

  private String code() {
    Matcher code = CODE.matcher(visited().header("Location"));
    assertThat(code.find()).isTrue();
    return URLDecoder.decode(code.group(1), StandardCharsets.UTF_8);
  }

  private Answer exchanged(String code) {
    this.exchange.put("code", code);
    return this.http.send(
        "POST",
        at("/token"),
        encoded(this.exchange),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static void assertOauthError(Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(error);
  }

  @Test
  void givesTokensForACode() {
    Answer answer = exchanged(code());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("scope").asString().split(" "))
        .containsExactlyInAnyOrder(this.visit.get("scope").split(" "));
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3599);
    assertThat(answer.json().has("refresh_token_expires_in")).isFalse();
    this.token = answer.json().path("access_token").asString();
    assertThat(call("GET", "/youtube/v3/channels?part=id&mine=true", "").status()).isEqualTo(200);
  }

  @Test
  void anEarlierRefreshTokenStaysGoodBesideTheNewOne() {
    String refreshToken = exchanged(code()).json().path("refresh_token").asString();
    assertThat(refresh(YoutubeSimulator.CLIENT_SECRET, refreshToken).status()).isEqualTo(200);
    assertThat(refreshed()).isNotEmpty();
  }

  @Test
  void theRefreshTokenOfAnAppInTestingDies() {
    this.youtube.endConsentAfter(Duration.ofDays(7));
    Answer answer = exchanged(code());
    assertThat(answer.json().path("refresh_token_expires_in").asInt()).isEqualTo(604_800);
    this.clock.advance(Duration.ofDays(7));
    assertOauthError(
        refresh(YoutubeSimulator.CLIENT_SECRET, answer.json().path("refresh_token").asString()),
        400,
        "invalid_grant");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"access_type, online", "prompt, select_account"})
  void givesNoRefreshTokenUnlessItIsAskedForWithAConsent(String name, String value) {
    this.visit.put(name, value);
    Answer answer = exchanged(code());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("refresh_token")).isFalse();
  }

  @Test
  void showsAPageOnWhichAPersonMayAllowPart() {
    this.visit.remove("decision");
    Answer page = visited();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("id=\"allow\"", "id=\"part\"", "youtube.upload");
    this.visit.put("decision", "part");
    assertThat(exchanged(code()).json().path("scope").asString())
        .isEqualTo(GoogleAccounts.PREFIX + "youtube");
  }

  @Test
  void sendsBackWhoDenies() {
    this.visit.put("decision", "deny");
    Answer answer = visited();
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location"))
        .startsWith(BACK + "?error=access_denied")
        .endsWith("&state=s+1");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"client_id, stranger", "redirect_uri, https://courier.example.org/connect/callback/"})
  void showsItsRefusalToThePersonWhereNoAddressIsSure(String name, String value) {
    this.visit.put(name, value);
    assertThat(visited().status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, https://www.googleapis.com/auth/drive, invalid_scope",
    "code_challenge_method, plain, invalid_request",
    "code_challenge, short, invalid_request"
  })
  void sendsBackWhoAsksWrongly(String name, String value, String error) {
    this.visit.put(name, value);
    assertThat(visited().header("Location")).contains("error=" + error);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "client_id, stranger, 401, invalid_client",
    "client_secret, guessed, 401, invalid_client",
    "redirect_uri, https://courier.example.org/, 400, redirect_uri_mismatch",
    "redirect_uri, https://courier.example.org/other, 400, invalid_grant",
    "code_verifier, another, 400, invalid_grant",
    "code_verifier, '', 400, invalid_grant",
    "grant_type, password, 400, unsupported_grant_type"
  })
  void refusesACodeThatComesWrongly(String name, String value, int status, String error) {
    this.exchange.put(name, value);
    assertOauthError(exchanged(code()), status, error);
  }

  @Test
  void takesACodeOnceAndInTimeOnly() {
    String code = code();
    exchanged(code);
    assertOauthError(exchanged(code), 400, "invalid_grant");
    assertOauthError(exchanged("invented"), 400, "invalid_grant");
    String late = code();
    this.clock.advance(Duration.ofMinutes(10));
    assertOauthError(exchanged(late), 400, "invalid_grant");
  }

  @Test
  void aTokenOpensNoMoreThanThePersonAllowed() {
    this.visit.put("scope", GoogleAccounts.PREFIX + "youtube.upload");
    this.token = exchanged(code()).json().path("access_token").asString();
    assertRefusal(
        call("GET", "/youtube/v3/channels?part=id&mine=true", ""), 403, "insufficientPermissions");
  }
}
