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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.channel.support.Consent;
import org.storycast.channel.support.ConsentVisit;
import org.storycast.simulator.RawRequests.Answer;

/** Each rule of the login, broken once. */
class FacebookLoginTests {

  private static final URI BACK = ConsentVisit.REDIRECT;
  private static final List<String> SCOPES = List.of("pages_show_list", "business_management");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);

  @BeforeEach
  void register() {
    this.facebook.registerRedirect(BACK);
  }

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  private ConsentVisit visit(List<String> scopes) {
    return new ConsentVisit(
        new Consent(
            this.facebook.loginPage(),
            scopes,
            ",",
            Map.of("client_id", FacebookSimulator.APP_ID),
            false));
  }

  private String code() {
    return visit(SCOPES).allow().code().reveal();
  }

  private Answer redeem(String code, String... changed) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", FacebookSimulator.APP_ID);
    form.put("client_secret", FacebookSimulator.APP_SECRET);
    form.put("redirect_uri", BACK.toString());
    form.put("code", code);
    for (int name = 0; name < changed.length; name += 2) {
      form.put(changed[name], changed[name + 1]);
    }
    return RawRequests.send(
        "GET", at("/oauth/access_token?" + ConsentVisit.encoded(form)), Map.of(), (String) null);
  }

  private URI at(String path) {
    return URI.create(this.facebook.address() + "/v24.0" + path);
  }

  private static String token(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("access_token").asString("");
  }

  private String prolonged(String token) {
    return token(redeem("", "grant_type", "fb_exchange_token", "fb_exchange_token", token));
  }

  private Answer get(String path, String token) {
    return RawRequests.send(
        "GET", at(path), Map.of("Authorization", "Bearer " + token), (String) null);
  }

  private static void assertRefused(Answer answer, int code, int subcode, String message) {
    FacebookSimulatorTests.assertError(answer, code, subcode, message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "client_id=1&redirect_uri=https://storycast.example.org/connect/platform, Invalid client",
    "client_id=4711&redirect_uri=https://elsewhere.example.org/, not registered",
    "client_id=4711&redirect_uri=https://storycast.example.org/connect/platform/, not registered"
  })
  void showsAPersonWhatIsWrongWithTheApp(String query, String words) {
    Answer answer =
        RawRequests.send(
            "GET", URI.create(this.facebook.loginPage() + "?" + query), Map.of(), (String) null);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
  }

  @Test
  void sendsAPersonBackWithoutACodeWhoDenies() {
    assertThat(visit(SCOPES).deny())
        .containsEntry("error", "access_denied")
        .doesNotContainKey("code");
  }

  @Test
  void knowsNoOtherScopes() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", FacebookSimulator.APP_ID);
    query.put("redirect_uri", BACK.toString());
    query.put("response_type", "code");
    query.put("scope", "pages_show_list,pages_everything");
    Answer answer =
        RawRequests.send(
            "GET",
            URI.create(this.facebook.loginPage() + "?" + ConsentVisit.encoded(query)),
            Map.of(),
            (String) null);
    assertThat(answer.header("Location")).contains("invalid_scope");
  }

  @Test
  void exchangesACodeByGetOrPost() {
    assertThat(token(redeem(code()))).startsWith("EAAG");
    Answer posted =
        RawRequests.send(
            "POST",
            at("/oauth/access_token"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            ConsentVisit.encoded(
                Map.of(
                    "client_id",
                    FacebookSimulator.APP_ID,
                    "client_secret",
                    FacebookSimulator.APP_SECRET,
                    "redirect_uri",
                    BACK.toString(),
                    "code",
                    code())));
    assertThat(posted.json().path("token_type").asString()).isEqualTo("bearer");
    assertThat(posted.json().path("expires_in").asInt()).isEqualTo(7200);
  }

  @Test
  void refusesWhatDoesNotBelongToTheCode() {
    assertRefused(redeem(code(), "client_id", "1"), 101, 0, "validating application");
    assertRefused(redeem(code(), "client_secret", "wrong"), 1, 0, "client secret");
    assertRefused(redeem(code(), "redirect_uri", BACK + "/"), 100, 36008, "redirect_uri");
    assertRefused(redeem(code(), "grant_type", "password"), 100, 0, "grant_type");
    assertRefused(redeem("invented"), 100, 36008, "verification code");
  }

  @Test
  void takesACodeOnceAndNotForLong() {
    String code = code();
    token(redeem(code));
    assertRefused(redeem(code), 100, 36009, "has been used");
    String late = code();
    this.clock.advance(Duration.ofMinutes(10));
    assertRefused(redeem(late), 100, 36008, "verification code");
  }

  @Test
  void prolongsOnlyATokenThatIsGood() {
    String person = token(redeem(code()));
    assertThat(prolonged(person)).isNotEqualTo(person);
    this.clock.advance(Duration.ofHours(2));
    assertRefused(
        redeem("", "grant_type", "fb_exchange_token", "fb_exchange_token", person),
        190,
        463,
        "expired");
    assertRefused(
        redeem("", "grant_type", "fb_exchange_token", "fb_exchange_token", "invented"),
        190,
        0,
        "parse access token");
  }

  @Test
  void givesPagesShortLivedTokensAgainstAShortLivedOne() {
    String person = token(redeem(code()));
    String short1 = get("/me/accounts", person).json().at("/data/0/access_token").asString();
    assertRefused(get("/" + FacebookSimulator.PAGE_ID, short1), 190, 0, "parse access token");
    String long1 =
        get("/me/accounts", prolonged(person)).json().at("/data/0/access_token").asString();
    assertThat(get("/" + FacebookSimulator.PAGE_ID, long1).status()).isEqualTo(200);
  }

  @Test
  void listsPagesInPartsWithTheFieldsThatAreAskedFor() {
    String person = prolonged(token(redeem(code())));
    this.facebook.listPagesBy(2);
    Answer first = get("/me/accounts?fields=id,tasks", person);
    assertThat(first.json().path("data").size()).isEqualTo(2);
    assertThat(first.json().at("/data/0").propertyNames()).containsExactly("id", "tasks");
    assertThat(first.json().at("/paging/next").asString()).isNotEmpty();
    Answer last = get("/me/accounts?after=2", person);
    assertThat(last.json().at("/data/0/name").asString()).isEqualTo("Steppe Courier Sport");
    assertThat(last.json().path("paging").has("next")).isFalse();
    assertRefused(get("/me/accounts?fields=id,secrets", person), 100, 0, "nonexisting field");
  }

  @Test
  void listsNothingToATokenThatMayNot() {
    String narrow = token(redeem(visit(List.of("pages_manage_posts")).allow().code().reveal()));
    assertRefused(get("/me/accounts", narrow), 200, 0, "Missing Permissions");
    String person = token(redeem(visit(List.of("pages_show_list")).allow().code().reveal()));
    assertRefused(get("/me/businesses", person), 200, 0, "Missing Permissions");
    assertRefused(get("/me/accounts", FacebookSimulator.PAGE_TOKEN), 200, 0, "Permissions");
  }

  @Test
  void keepsPagesOfAPortfolioApart() {
    this.facebook.movePagesToAPortfolio();
    String person = prolonged(token(redeem(code())));
    assertThat(get("/me/accounts", person).json().path("data").size()).isZero();
    String portfolio = get("/me/businesses", person).json().at("/data/0/id").asString();
    assertThat(get("/" + portfolio + "/owned_pages", person).json().path("data").size())
        .isEqualTo(1);
    assertThat(get("/" + portfolio + "/client_pages", person).json().path("data").size())
        .isEqualTo(2);
    assertRefused(
        get("/" + portfolio + "/owned_pages?fields=tasks", person), 100, 0, "nonexisting field");
  }

  @Test
  void postsNothingWithAPersonsToken() {
    String person = token(redeem(code()));
    Answer answer =
        RawRequests.send(
            "POST",
            at("/" + FacebookSimulator.PAGE_ID + "/feed"),
            Map.of(
                "Authorization",
                "Bearer " + person,
                "Content-Type",
                "application/x-www-form-urlencoded"),
            "message=a");
    assertRefused(answer, 200, 0, "requires both");
    this.clock.advance(Duration.ofHours(2));
    assertRefused(get("/me/accounts", person), 190, 463, "expired");
  }

  @Test
  void tellsWhatAPersonsTokenIsWorth() {
    String person = token(redeem(visit(SCOPES).allowPart().code().reveal()));
    String app = FacebookSimulator.APP_ID + "%7C" + FacebookSimulator.APP_SECRET;
    String question = "/debug_token?input_token=" + person + "&access_token=" + app;
    Answer answer = RawRequests.send("GET", at(question), Map.of(), (String) null);
    assertThat(answer.json().at("/data/is_valid").asBoolean()).isTrue();
    assertThat(answer.json().at("/data/scopes").toString()).isEqualTo("[\"pages_show_list\"]");
    assertRefused(get("/debug_token?input_token=" + person, person), 190, 0, "parse");
  }
}
