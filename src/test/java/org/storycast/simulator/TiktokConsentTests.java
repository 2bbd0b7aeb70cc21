// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.simulator.RawHttp.Answer;

/** TikTok's consent page and the exchange of its codes, each rule broken once. */
class TiktokConsentTests extends RawTiktok {

  private static final URI OTHER = URI.create("https://courier.example.org/other");

  private final RawExchange exchange =
      new RawExchange(
          this.http,
          at("/v2/oauth/token/"),
          Map.of(
              "client_key", TiktokSimulator.CLIENT_KEY,
              "client_secret", TiktokSimulator.CLIENT_SECRET));

  @BeforeEach
  void register() {
    this.tiktok.registerRedirect(ConsentVisit.REDIRECT);
    this.tiktok.registerRedirect(OTHER);
  }

  private ConsentVisit visit() {
    return new ConsentVisit(
        new Consent(
            at("/v2/auth/authorize/"),
            List.of("video.publish", "video.list"),
            ",",
            Map.of("client_key", TiktokSimulator.CLIENT_KEY),
            false));
  }

  private String code() {
    return visit().allow().code().reveal();
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  @Test
  void givesTokensForACode() {
    Answer answer = this.exchange.of(code());
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
    String refreshToken = this.exchange.of(code()).json().path("refresh_token").asString();
    RawExchange.assertOauthError(refresh(earlier), 200, "invalid_grant");
    assertThat(refresh(refreshToken).json().path("access_token").asString()).isNotEmpty();
  }

  /** The one that came with the token of these tests. */
  private static String lastRefreshToken() {
    return "rft.simulated-1";
  }

  @Test
  void showsAPageOnWhichAPersonMayAllowPart() {
    HttpResponse<String> page = visit().look();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("id=\"part\"", "video.list");
    Answer answer = this.exchange.of(visit().allowPart().code().reveal());
    assertThat(answer.json().path("scope").asString()).isEqualTo("video.publish");
    this.token = answer.json().path("access_token").asString();
    assertRefusal(post("/v2/video/list/?fields=id", "{}"), 401, "scope_not_authorized");
  }

  @Test
  void sendsTheScopesBackBesideTheCode() {
    assertThat(location(visit().decide("allow")))
        .contains("?code=")
        .endsWith("&scopes=video.publish%2Cvideo.list");
  }

  @Test
  void sendsBackWhoDenies() {
    assertThat(visit().deny()).containsEntry("error", "access_denied").doesNotContainKey("code");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "client_key, stranger",
    "redirect_uri, https://storycast.example.org/connect/platform/"
  })
  void showsItsRefusalToThePersonWhereNoAddressIsSure(String name, String value) {
    assertThat(visit().with(name, value).look().statusCode()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, 'video.publish video.list', invalid_scope",
    "scope, user.info.stats, invalid_scope"
  })
  void sendsBackWhoAsksWrongly(String name, String value, String error) {
    assertThat(location(visit().with(name, value).look())).contains("error=" + error);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "client_key, stranger, invalid_client",
    "client_secret, guessed, invalid_client",
    "redirect_uri, https://courier.example.org/other, invalid_grant",
    "grant_type, password, unsupported_grant_type"
  })
  void refusesACodeThatComesWronglyAndSaysSoWith200(String name, String value, String error) {
    RawExchange.assertOauthError(this.exchange.with(name, value).of(code()), 200, error);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void takesACodeOnceAndInTimeOnly(int status) {
    this.tiktok.refuseTokensWith(status);
    String code = code();
    this.exchange.of(code);
    RawExchange.assertOauthError(this.exchange.of(code), status, "invalid_grant");
    String late = code();
    this.clock.advance(Duration.ofMinutes(10));
    RawExchange.assertOauthError(this.exchange.of(late), status, "invalid_grant");
  }
}
