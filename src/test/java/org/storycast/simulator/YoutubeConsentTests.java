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
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.simulator.RawHttp.Answer;

/** Google's consent page and the exchange of its codes, each rule broken once. */
class YoutubeConsentTests extends RawYoutube {

  private static final URI OTHER = URI.create("https://courier.example.org/other");
  private static final List<String> SCOPES =
      List.of(GoogleAccounts.PREFIX + "youtube", GoogleAccounts.PREFIX + "youtube.upload");

  private final RawExchange exchange =
      new RawExchange(
          this.http,
          at("/token"),
          Map.of(
              "client_id", YoutubeSimulator.CLIENT_ID,
              "client_secret", YoutubeSimulator.CLIENT_SECRET,
              "code_verifier", ConsentVisit.VERIFIER));

  @BeforeEach
  void register() {
    this.youtube.registerRedirect(ConsentVisit.REDIRECT);
    this.youtube.registerRedirect(OTHER);
  }

  private ConsentVisit visit() {
    return new ConsentVisit(
        new Consent(
            at("/o/oauth2/v2/auth"),
            SCOPES,
            " ",
            Map.of(
                "client_id", YoutubeSimulator.CLIENT_ID,
                "access_type", "offline",
                "prompt", "consent"),
            true));
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
    assertThat(answer.json().path("scope").asString().split(" "))
        .containsExactlyInAnyOrderElementsOf(SCOPES);
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3599);
    assertThat(answer.json().has("refresh_token_expires_in")).isFalse();
    this.token = answer.json().path("access_token").asString();
    assertThat(call("GET", "/youtube/v3/channels?part=id&mine=true", "").status()).isEqualTo(200);
  }

  @Test
  void anEarlierRefreshTokenStaysGoodBesideTheNewOne() {
    String refreshToken = this.exchange.of(code()).json().path("refresh_token").asString();
    assertThat(refresh(YoutubeSimulator.CLIENT_SECRET, refreshToken).status()).isEqualTo(200);
    assertThat(refreshed()).isNotEmpty();
  }

  @Test
  void theRefreshTokenOfAnAppInTestingDies() {
    this.youtube.endConsentAfter(Duration.ofDays(7));
    Answer answer = this.exchange.of(code());
    assertThat(answer.json().path("refresh_token_expires_in").asInt()).isEqualTo(604_800);
    this.clock.advance(Duration.ofDays(7));
    RawExchange.assertOauthError(
        refresh(YoutubeSimulator.CLIENT_SECRET, answer.json().path("refresh_token").asString()),
        400,
        "invalid_grant");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"access_type, online", "prompt, select_account"})
  void givesNoRefreshTokenUnlessItIsAskedForWithAConsent(String name, String value) {
    Answer answer = this.exchange.of(visit().with(name, value).allow().code().reveal());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("refresh_token")).isFalse();
  }

  @Test
  void showsAPageOnWhichAPersonMayAllowPart() {
    HttpResponse<String> page = visit().look();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("id=\"allow\"", "id=\"part\"", "youtube.upload");
    Answer answer = this.exchange.of(visit().allowPart().code().reveal());
    assertThat(answer.json().path("scope").asString()).isEqualTo(SCOPES.getFirst());
  }

  @Test
  void sendsMoreBackThanTheStandardSays() {
    assertThat(location(visit().decide("allow")))
        .contains("?code=", "&state=")
        .endsWith("&authuser=0&prompt=consent");
  }

  @Test
  void sendsBackWhoDenies() {
    assertThat(visit().deny()).containsEntry("error", "access_denied").doesNotContainKey("code");
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "client_id, stranger",
    "redirect_uri, https://storycast.example.org/connect/platform/"
  })
  void showsItsRefusalToThePersonWhereNoAddressIsSure(String name, String value) {
    assertThat(visit().with(name, value).look().statusCode()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, https://www.googleapis.com/auth/drive, invalid_scope",
    "code_challenge_method, plain, invalid_request",
    "code_challenge, short, invalid_request"
  })
  void sendsBackWhoAsksWrongly(String name, String value, String error) {
    assertThat(location(visit().with(name, value).look())).contains("error=" + error);
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
    RawExchange.assertOauthError(this.exchange.with(name, value).of(code()), status, error);
  }

  @Test
  void takesACodeOnceAndInTimeOnly() {
    String code = code();
    this.exchange.of(code);
    RawExchange.assertOauthError(this.exchange.of(code), 400, "invalid_grant");
    RawExchange.assertOauthError(this.exchange.of("invented"), 400, "invalid_grant");
    String late = code();
    this.clock.advance(Duration.ofMinutes(10));
    RawExchange.assertOauthError(this.exchange.of(late), 400, "invalid_grant");
  }

  @Test
  void aTokenOpensNoMoreThanThePersonAllowed() {
    String code = visit().with("scope", SCOPES.getLast()).allow().code().reveal();
    this.token = this.exchange.of(code).json().path("access_token").asString();
    assertRefusal(
        call("GET", "/youtube/v3/channels?part=id&mine=true", ""), 403, "insufficientPermissions");
  }
}
