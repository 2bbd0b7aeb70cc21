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
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.simulator.RawHttp.Answer;

/** TikTok's consent page and the exchange of its codes, each rule broken once. */
class TiktokConsentTests extends RawTiktok {

  private final RawConsent consent =
      new RawConsent(this.http, at("/v2/auth/authorize/"), at("/v2/oauth/token/"));

  @BeforeEach
  void askForEverythingRightly() {
    this.tiktok.registerRedirect(URI.create(RawConsent.BACK));
    this.tiktok.registerRedirect(URI.create(RawConsent.OTHER));
    this.consent.visit.putAll(
        Map.of("client_key", TiktokSimulator.CLIENT_KEY, "scope", "video.publish,video.list"));
    this.consent.exchange.putAll(
        Map.of(
            "client_key", TiktokSimulator.CLIENT_KEY,
            "client_secret", TiktokSimulator.CLIENT_SECRET));
  }

  @Test
  void givesTokensForACode() {
    Answer answer = this.consent.exchanged(this.consent.code());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("scope").asString().split(","))
        .containsExactlyInAnyOrder("video.publish", "video.list");
    assertThat(answer.json().path("open_id").asString()).isNotEmpty();
    assertThat(answer.json().path("refresh_expires_in").asInt()).isEqualTo(15_552_000);
    this.token = answer.json().path("access_token").asString();
    assertThat(post(CREATOR, "").json().path("error").path("code").asString()).isEqualTo("ok");
  }

  @Test
  void theNewRefreshTokenReplacesTheEarlierOne() {
    String earlier = refresh(lastRefreshToken()).json().path("refresh_token").asString();
    String refreshToken =
        this.consent.exchanged(this.consent.code()).json().path("refresh_token").asString();
    RawConsent.assertOauthError(refresh(earlier), 200, "invalid_grant");
    assertThat(refresh(refreshToken).json().path("access_token").asString()).isNotEmpty();
  }

  /** The one that came with the token of these tests. */
  private static String lastRefreshToken() {
    return "rft.simulated-1";
  }

  @Test
  void showsAPageOnWhichAPersonMayAllowPart() {
    this.consent.visit.remove("decision");
    Answer page = this.consent.visited();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("id=\"part\"", "video.list");
    this.consent.visit.put("decision", "part");
    Answer answer = this.consent.exchanged(this.consent.code());
    assertThat(answer.json().path("scope").asString()).isEqualTo("video.publish");
    this.token = answer.json().path("access_token").asString();
    assertRefusal(post("/v2/video/list/?fields=id", "{}"), 401, "scope_not_authorized");
  }

  @Test
  void sendsTheScopesBackBesideTheCode() {
    assertThat(this.consent.visited().header("Location"))
        .contains("?code=")
        .endsWith("&scopes=video.publish%2Cvideo.list");
  }

  @Test
  void sendsBackWhoDenies() {
    this.consent.visit.put("decision", "deny");
    assertThat(this.consent.visited().header("Location"))
        .startsWith(RawConsent.BACK + "?error=access_denied")
        .endsWith("&state=s+1");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "client_key, stranger",
    "redirect_uri, https://courier.example.org/connect/platform/"
  })
  void showsItsRefusalToThePersonWhereNoAddressIsSure(String name, String value) {
    this.consent.visit.put(name, value);
    assertThat(this.consent.visited().status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, 'video.publish video.list', invalid_scope",
    "scope, user.info.stats, invalid_scope"
  })
  void sendsBackWhoAsksWrongly(String name, String value, String error) {
    this.consent.visit.put(name, value);
    assertThat(this.consent.visited().header("Location")).contains("error=" + error);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "client_key, stranger, invalid_client",
    "client_secret, guessed, invalid_client",
    "redirect_uri, https://courier.example.org/other, invalid_grant",
    "grant_type, password, unsupported_grant_type"
  })
  void refusesACodeThatComesWronglyAndSaysSoWith200(String name, String value, String error) {
    this.consent.exchange.put(name, value);
    RawConsent.assertOauthError(this.consent.exchanged(this.consent.code()), 200, error);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void takesACodeOnceAndInTimeOnly(int status) {
    this.tiktok.refuseTokensWith(status);
    String code = this.consent.code();
    this.consent.exchanged(code);
    RawConsent.assertOauthError(this.consent.exchanged(code), status, "invalid_grant");
    String late = this.consent.code();
    this.clock.advance(Duration.ofMinutes(10));
    RawConsent.assertOauthError(this.consent.exchanged(late), status, "invalid_grant");
  }
}
