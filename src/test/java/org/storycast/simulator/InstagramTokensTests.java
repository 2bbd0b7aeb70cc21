// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.simulator.RawRequests.Answer;

/**
 * Each rule of Instagram's own login and of its tokens, broken once. Facebook's login is the one of
 * {@link FacebookLoginTests}.
 */
class InstagramTokensTests {

  private static final URI BACK = ConsentVisit.REDIRECT;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new InstagramSimulator(this.clock);

  @BeforeEach
  void register() {
    this.instagram.registerRedirect(BACK);
  }

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  private ConsentVisit visit() {
    return new ConsentVisit(
        new Consent(
            this.instagram.instagramLoginPage(),
            List.of("instagram_business_basic", "instagram_business_content_publish"),
            ",",
            Map.of("client_id", InstagramSimulator.INSTAGRAM_APP_ID),
            false));
  }

  private String code() {
    return visit().allow().code().reveal();
  }

  private Answer redeem(String code, String... changed) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", InstagramSimulator.INSTAGRAM_APP_ID);
    form.put("client_secret", InstagramSimulator.INSTAGRAM_APP_SECRET);
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", BACK.toString());
    form.put("code", code);
    for (int name = 0; name < changed.length; name += 2) {
      form.put(changed[name], changed[name + 1]);
    }
    return RawRequests.send(
        "POST",
        this.instagram.address().resolve("/oauth/access_token"),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        ConsentVisit.encoded(form));
  }

  private Answer get(String path) {
    return RawRequests.send("GET", this.instagram.address().resolve(path), Map.of(), (String) null);
  }

  private Answer exchanged(String token, String grant, String secret) {
    return get(
        "/access_token?grant_type=%s&client_secret=%s&access_token=%s"
            .formatted(grant, secret, token));
  }

  private Answer refreshed(String token) {
    return get("/refresh_access_token?grant_type=ig_refresh_token&access_token=" + token);
  }

  private static String token(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("access_token").asString("");
  }

  private static void assertFlat(Answer answer, String words) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_type").asString()).isEqualTo("OAuthException");
    assertThat(answer.json().path("error_message").asString()).contains(words);
  }

  private static void assertRefused(Answer answer, int code, int subcode) {
    InstagramSimulatorTests.assertRefused(answer, code, subcode);
  }

  @Test
  void asksThePersonAndSendsThemBackWithAMark() {
    assertThat(visit().deny()).containsEntry("error", "access_denied");
    String page =
        "/oauth/authorize?client_id=%s&redirect_uri=%s&response_type=code&scope=%s"
            .formatted(InstagramSimulator.INSTAGRAM_APP_ID, BACK, "instagram_business_basic");
    assertThat(get(page + "&decision=allow").header("Location")).endsWith("#_");
    assertThat(get(page.replace("/connect/", "/other/")).status()).isEqualTo(400);
    assertThat(get(page.replace("4714", "4712")).status()).isEqualTo(400);
    assertThat(get(page.replace("_basic", "_manage_comments")).header("Location"))
        .contains("invalid_scope");
  }

  @Test
  void refusesWhatDoesNotBelongToTheCode() {
    assertFlat(redeem(code(), "client_id", InstagramSimulator.APP_ID), "validating application");
    assertFlat(redeem(code(), "client_secret", "wrong"), "validating application");
    assertFlat(redeem(code(), "grant_type", "password"), "grant_type");
    assertFlat(redeem(code(), "redirect_uri", BACK + "/"), "already used");
    assertFlat(redeem("invented"), "already used");
  }

  @Test
  void takesACodeOnceAndForAnHour() {
    String code = code();
    assertThat(redeem(code).json().path("permissions").asString())
        .isEqualTo("instagram_business_basic,instagram_business_content_publish");
    assertFlat(redeem(code), "already used");
    String late = code();
    this.clock.advance(Duration.ofHours(1));
    assertFlat(redeem(late), "already used");
  }

  @Test
  void wrapsItsAnswerWhenToldTo() {
    this.instagram.wrapTokens();
    assertThat(redeem(code()).json().at("/data/0/access_token").asString()).isNotEmpty();
  }

  @Test
  void exchangesAndRefreshesTokens() {
    String token = token(redeem(code()));
    String secret = InstagramSimulator.INSTAGRAM_APP_SECRET;
    assertRefused(exchanged(token, "ig_exchange_token", "wrong"), 100, 0);
    assertRefused(exchanged(token, "th_exchange_token", secret), 100, 0);
    assertRefused(exchanged("invented", "ig_exchange_token", secret), 190, 467);
    String lasting = token(exchanged(token, "ig_exchange_token", secret));
    assertRefused(refreshed(lasting), 100, 0);
    this.clock.advance(Duration.ofDays(1));
    assertRefused(get("/refresh_access_token?access_token=" + lasting), 100, 0);
    assertThat(token(refreshed(lasting))).isNotEqualTo(lasting);
    assertRefused(refreshed(token), 190, 463);
  }

  @Test
  void hasFacebooksLoginToo() {
    Consent consent =
        new Consent(
            this.instagram.loginPage(),
            List.of("pages_show_list"),
            ",",
            Map.of("client_id", InstagramSimulator.APP_ID),
            false);
    String code = new ConsentVisit(consent).allow().code().reveal();
    String query =
        ConsentVisit.encoded(
            Map.of(
                "client_id",
                InstagramSimulator.APP_ID,
                "client_secret",
                InstagramSimulator.APP_SECRET,
                "redirect_uri",
                BACK.toString(),
                "code",
                code));
    String token = token(get("/v24.0/oauth/access_token?" + query));
    this.instagram.requireProof();
    Answer unproven =
        RawRequests.send(
            "GET",
            this.instagram.address().resolve("/v24.0/me/accounts"),
            Map.of("Authorization", "Bearer " + token),
            (String) null);
    assertThat(unproven.body()).contains("appsecret_proof");
  }
}
