// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;

/** Each rule of Threads' login and of its tokens, broken once. */
class ThreadsLoginTests extends ThreadsCalls {

  private static final URI BACK = ConsentVisit.REDIRECT;

  @BeforeEach
  void register() {
    this.threads.registerRedirect(BACK);
  }

  private ConsentVisit visit(String... scopes) {
    return new ConsentVisit(
        new Consent(
            this.threads.loginPage(),
            List.of(scopes),
            ",",
            Map.of("client_id", ThreadsSimulator.APP_ID),
            false));
  }

  private String code() {
    return visit("threads_basic", "threads_delete").allow().code().reveal();
  }

  private RawRequests.Answer redeem(String code, String... changed) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", ThreadsSimulator.APP_ID);
    form.put("client_secret", ThreadsSimulator.APP_SECRET);
    form.put("grant_type", "authorization_code");
    form.put("redirect_uri", BACK.toString());
    form.put("code", code);
    for (int name = 0; name < changed.length; name += 2) {
      form.put(changed[name], changed[name + 1]);
    }
    return post("/oauth/access_token", form, "");
  }

  private RawRequests.Answer exchanged(String token, String secret, String grant) {
    return get(
        "/access_token?grant_type=%s&client_secret=%s&access_token=%s"
            .formatted(grant, secret, token));
  }

  private RawRequests.Answer renewed(String token) {
    return get("/refresh_access_token?grant_type=th_refresh_token&access_token=" + token);
  }

  private static String token(RawRequests.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("access_token").asString("");
  }

  private static void assertFlat(RawRequests.Answer answer, String words) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asInt()).isEqualTo(400);
    assertThat(answer.json().path("error_type").asString()).isEqualTo("OAuthException");
    assertThat(answer.json().path("error_message").asString()).contains(words);
  }

  @Test
  void asksThePersonAndSendsThemBackWithAMark() {
    String page =
        this.threads.loginPage()
            + "?client_id=%s&redirect_uri=%s&response_type=code&scope=threads_basic"
                .formatted(ThreadsSimulator.APP_ID, BACK);
    assertThat(get(page.substring(this.threads.address().toString().length())).body())
        .contains("Allow");
    assertThat(visit("threads_basic").deny()).containsEntry("error", "access_denied");
    RawRequests.Answer allowed =
        RawRequests.send("GET", URI.create(page + "&decision=allow"), Map.of(), (String) null);
    assertThat(allowed.header("Location")).endsWith("#_");
    RawRequests.Answer elsewhere =
        RawRequests.send(
            "GET", URI.create(page.replace("/connect/", "/other/")), Map.of(), (String) null);
    assertThat(elsewhere.status()).isEqualTo(400);
    RawRequests.Answer wide =
        RawRequests.send("GET", URI.create(page + ",threads_all"), Map.of(), (String) null);
    assertThat(wide.header("Location")).contains("invalid_scope");
  }

  @Test
  void refusesWhatDoesNotBelongToTheCode() {
    assertFlat(redeem(code(), "client_id", "1"), "validating application");
    assertFlat(redeem(code(), "client_secret", "wrong"), "validating application");
    assertFlat(redeem(code(), "grant_type", "password"), "grant_type");
    assertFlat(redeem(code(), "redirect_uri", BACK + "/"), "not found or was already used");
    assertFlat(redeem("invented"), "not found or was already used");
  }

  @Test
  void takesACodeOnceAndForAnHour() {
    String code = code();
    assertThat(redeem(code).json().path("user_id").isIntegralNumber()).isTrue();
    assertFlat(redeem(code), "already used");
    String late = code();
    this.clock.advance(Duration.ofHours(1));
    assertFlat(redeem(late), "already used");
  }

  @Test
  void exchangesAndRenewsTokens() {
    String token = token(redeem(code()));
    assertRefused(exchanged(token, "wrong", "th_exchange_token"), 100, 0, "Invalid");
    assertRefused(
        exchanged(token, ThreadsSimulator.APP_SECRET, "ig_exchange_token"), 100, 0, "Invalid");
    RawRequests.Answer longLived =
        exchanged(token, ThreadsSimulator.APP_SECRET, "th_exchange_token");
    assertThat(longLived.json().path("expires_in").asLong()).isEqualTo(5_184_000);
    String lasting = token(longLived);
    assertRefused(renewed(lasting), 100, 0, "Invalid");
    this.clock.advance(Duration.ofDays(1));
    assertRefused(renewed(token), 190, 463, "expired");
    assertThat(token(renewed(lasting))).isNotEqualTo(lasting);
    assertThat(send("GET", "/v1.0/me", lasting).status()).isEqualTo(200);
    this.clock.advance(Duration.ofDays(59));
    assertRefused(renewed(lasting), 190, 463, "expired");
  }

  @Test
  void tellsWhatATokenIsWorthToTestersOnly() {
    String token = token(redeem(code()));
    RawRequests.Answer worth = send("GET", "/v1.0/debug_token?input_token=" + token, token);
    assertThat(worth.json().at("/data/scopes").toString())
        .isEqualTo("[\"threads_basic\",\"threads_delete\"]");
    assertRefused(send("GET", "/v1.0/debug_token?input_token=x", token), 190, 0, "Invalid");
    assertRefused(send("GET", "/v1.0/debug_token?input_token=" + token, "x"), 190, 0, "Invalid");
    this.threads.forgetTesters();
    assertRefused(
        send("GET", "/v1.0/debug_token?input_token=" + token, token), 10, 0, "permission");
  }

  @Test
  void givesATokenNoMoreThanThePersonAllowed() {
    String narrow =
        token(redeem(visit("threads_basic", "threads_delete").allowPart().code().reveal()));
    assertThat(send("GET", "/v1.0/me", narrow).status()).isEqualTo(200);
    assertRefused(send("GET", "/v1.0/me/replies", narrow), 10, 0, "permission");
  }
}
