// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.RawHttp.Answer;

/** Google's consent page and the exchange of its codes, each rule broken once. */
class YoutubeConsentTests extends RawYoutube {

  private final RawConsent consent =
      new RawConsent(this.http, at("/o/oauth2/v2/auth"), at("/token"));

  @BeforeEach
  void askForEverythingRightly() {
    this.youtube.registerRedirect(URI.create(RawConsent.BACK));
    this.youtube.registerRedirect(URI.create(RawConsent.OTHER));
    this.consent.visit.putAll(
        Map.of(
            "client_id",
            YoutubeSimulator.CLIENT_ID,
            "access_type",
            "offline",
            "prompt",
            "consent",
            "code_challenge",
            RawConsent.CHALLENGE,
            "code_challenge_method",
            "S256",
            "scope",
            GoogleAccounts.PREFIX + "youtube " + GoogleAccounts.PREFIX + "youtube.upload"));
    this.consent.exchange.putAll(
        Map.of(
            "client_id", YoutubeSimulator.CLIENT_ID,
            "client_secret", YoutubeSimulator.CLIENT_SECRET,
            "code_verifier", RawConsent.VERIFIER));
  }

  @Test
  void givesTokensForACode() {
    Answer answer = this.consent.exchanged(this.consent.code());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("scope").asString().split(" "))
        .containsExactlyInAnyOrder(this.consent.visit.get("scope").split(" "));
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3599);
    assertThat(answer.json().has("refresh_token_expires_in")).isFalse();
    this.token = answer.json().path("access_token").asString();
    assertThat(call("GET", "/youtube/v3/channels?part=id&mine=true", "").status()).isEqualTo(200);
  }

  @Test
  void anEarlierRefreshTokenStaysGoodBesideTheNewOne() {
    String refreshToken =
        this.consent.exchanged(this.consent.code()).json().path("refresh_token").asString();
    assertThat(refresh(YoutubeSimulator.CLIENT_SECRET, refreshToken).status()).isEqualTo(200);
    assertThat(refreshed()).isNotEmpty();
  }

  @Test
  void theRefreshTokenOfAnAppInTestingDies() {
    this.youtube.endConsentAfter(Duration.ofDays(7));
    Answer answer = this.consent.exchanged(this.consent.code());
    assertThat(answer.json().path("refresh_token_expires_in").asInt()).isEqualTo(604_800);
    this.clock.advance(Duration.ofDays(7));
    RawConsent.assertOauthError(
        refresh(YoutubeSimulator.CLIENT_SECRET, answer.json().path("refresh_token").asString()),
        400,
        "invalid_grant");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"access_type, online", "prompt, select_account"})
  void givesNoRefreshTokenUnlessItIsAskedForWithAConsent(String name, String value) {
    this.consent.visit.put(name, value);
    Answer answer = this.consent.exchanged(this.consent.code());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("refresh_token")).isFalse();
  }

  @Test
  void showsAPageOnWhichAPersonMayAllowPart() {
    this.consent.visit.remove("decision");
    Answer page = this.consent.visited();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("id=\"allow\"", "id=\"part\"", "youtube.upload");
    this.consent.visit.put("decision", "part");
    assertThat(this.consent.exchanged(this.consent.code()).json().path("scope").asString())
        .isEqualTo(GoogleAccounts.PREFIX + "youtube");
  }

  @Test
  void sendsMoreBackThanTheStandardSays() {
    assertThat(this.consent.visited().header("Location"))
        .contains("?code=", "&state=s+1")
        .endsWith("&authuser=0&prompt=consent");
  }

  @Test
  void sendsBackWhoDenies() {
    this.consent.visit.put("decision", "deny");
    Answer answer = this.consent.visited();
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location"))
        .startsWith(RawConsent.BACK + "?error=access_denied")
        .endsWith("&state=s+1");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"client_id, stranger", "redirect_uri, https://courier.example.org/connect/platform/"})
  void showsItsRefusalToThePersonWhereNoAddressIsSure(String name, String value) {
    this.consent.visit.put(name, value);
    assertThat(this.consent.visited().status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, https://www.googleapis.com/auth/drive, invalid_scope",
    "code_challenge_method, plain, invalid_request",
    "code_challenge, short, invalid_request"
  })
  void sendsBackWhoAsksWrongly(String name, String value, String error) {
    this.consent.visit.put(name, value);
    assertThat(this.consent.visited().header("Location")).contains("error=" + error);
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
    this.consent.exchange.put(name, value);
    RawConsent.assertOauthError(this.consent.exchanged(this.consent.code()), status, error);
  }

  @Test
  void takesACodeOnceAndInTimeOnly() {
    String code = this.consent.code();
    this.consent.exchanged(code);
    RawConsent.assertOauthError(this.consent.exchanged(code), 400, "invalid_grant");
    RawConsent.assertOauthError(this.consent.exchanged("invented"), 400, "invalid_grant");
    String late = this.consent.code();
    this.clock.advance(Duration.ofMinutes(10));
    RawConsent.assertOauthError(this.consent.exchanged(late), 400, "invalid_grant");
  }

  @Test
  void aTokenOpensNoMoreThanThePersonAllowed() {
    this.consent.visit.put("scope", GoogleAccounts.PREFIX + "youtube.upload");
    this.token = this.consent.exchanged(this.consent.code()).json().path("access_token").asString();
    assertRefusal(
        call("GET", "/youtube/v3/channels?part=id&mine=true", ""), 403, "insufficientPermissions");
  }
}
