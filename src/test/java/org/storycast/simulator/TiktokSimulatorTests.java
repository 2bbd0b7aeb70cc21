// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.RawHttp.Answer;
import tools.jackson.databind.JsonNode;

class TiktokSimulatorTests extends RawTiktok {

  private static void assertOauthError(Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(error);
  }

  @Test
  void replacesTheRefreshTokenAndRefusesTheOldOne() {
    assertOauthError(refresh(TiktokSimulator.REFRESH_TOKEN), 200, "invalid_grant");
    this.tiktok.refuseTokensWith(400);
    assertOauthError(refresh(TiktokSimulator.REFRESH_TOKEN), 400, "invalid_grant");
    Answer renewed = refresh("rft.simulated-1");
    assertThat(renewed.json().path("refresh_token").asString()).isEqualTo("rft.simulated-2");
    assertThat(renewed.json().has("data")).isFalse();
  }

  @Test
  void givesTokensForTheTimesThatItNames() {
    this.tiktok.giveTokensFor(Duration.ofSeconds(86_400), Duration.ofSeconds(31_536_000));
    JsonNode renewed = refresh("rft.simulated-1").json();
    assertThat(renewed.path("expires_in").asLong()).isEqualTo(86_400);
    assertThat(renewed.path("refresh_expires_in").asLong()).isEqualTo(31_536_000);
    this.clock.advance(Duration.ofDays(365));
    assertOauthError(refresh("rft.simulated-2"), 200, "invalid_grant");
  }

  @Test
  void takesFormsOfItsAppOnly() {
    assertOauthError(refresh("wrong", "refresh_token", "rft.simulated-1"), 200, "invalid_client");
    assertOauthError(
        refresh(TiktokSimulator.CLIENT_SECRET, "password", "rft.simulated-1"),
        200,
        "unsupported_grant_type");
    Answer json = this.http.send("POST", at("/v2/oauth/token/"), "{}", "Content-Type", "text/json");
    assertOauthError(json, 200, "invalid_request");
  }

  @Test
  void refusesATokenThatItNeverGaveOrThatExpired() {
    String good = this.token;
    this.token = "act.invented";
    assertRefusal(post(CREATOR, ""), 401, "access_token_invalid");
    this.token = good;
    this.clock.advance(Duration.ofSeconds(7_200));
    assertRefusal(post(CREATOR, ""), 401, "access_token_invalid");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    CREATOR + ", video.list",
    INIT + ", video.list",
    PHOTOS + ", video.list",
    STATUS + ", video.list",
    "/v2/video/list/, video.publish",
    "/v2/video/query/, video.publish"
  })
  void refusesWhatTheScopesDoNotCover(String path, String scope) {
    this.tiktok.agreeTo(scope);
    assertRefusal(post(path, "{}"), 401, "scope_not_authorized");
  }

  @ParameterizedTest(name = "{1} of {0} a minute")
  @CsvSource({CREATOR + ", 20", INIT + ", 6", PHOTOS + ", 6", STATUS + ", 30"})
  void countsTheCallsOfAMinute(String path, int perMinute) {
    for (int call = 0; call < perMinute; call++) {
      assertThat(post(path, "{}").status()).isNotEqualTo(429);
    }
    assertRefusal(post(path, "{}"), 429, "rate_limit_exceeded");
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(post(path, "{}").status()).isNotEqualTo(429);
  }

  @Test
  void offersPrivacyByTheKindOfAccount() {
    assertThat(options()).contains("PUBLIC_TO_EVERYONE").doesNotContain("FOLLOWER_OF_CREATOR");
    this.tiktok.bePrivate();
    assertThat(options()).contains("FOLLOWER_OF_CREATOR").doesNotContain("PUBLIC_TO_EVERYONE");
  }

  private String options() {
    return post(CREATOR, "").json().path("data").path("privacy_level_options").toString();
  }

  @Test
  void saysInTheCreatorsInfoWithHttp200WhatItSaysElsewhereWith403() {
    this.tiktok.limitPostsTo(0);
    assertRefusal(post(CREATOR, ""), 200, "spam_risk_too_many_posts");
    assertRefusal(init(100, 100, 1), 403, "spam_risk_too_many_posts");
    this.tiktok.reachUserCap();
    assertRefusal(post(CREATOR, ""), 200, "reached_active_user_cap");
    assertRefusal(init(100, 100, 1), 403, "reached_active_user_cap");
    this.tiktok.banFromPosting();
    assertRefusal(init(100, 100, 1), 403, "spam_risk_user_banned_from_posting");
  }

  @Test
  void countsThePostsOfADay() {
    this.tiktok.limitPostsTo(1);
    begun(100, 100, 1);
    assertRefusal(init(100, 100, 1), 403, "spam_risk_too_many_posts");
    this.clock.advance(Duration.ofDays(1));
    this.token = refresh("rft.simulated-1").json().path("access_token").asString();
    begun(100, 100, 1);
  }

  @Test
  void takesOnlyAPrivacyThatItOffers() {
    assertRefusal(
        init(info("A title", "FOLLOWER_OF_CREATOR"), source(100, 100, 1)),
        403,
        "privacy_level_option_mismatch");
  }

  @Test
  void takesOfAnUnauditedAppOnlyPrivatePostsOnPrivateAccounts() {
    this.tiktok.beUnaudited();
    String code = "unaudited_client_can_only_post_to_private_accounts";
    assertRefusal(init(100, 100, 1), 403, code);
    assertRefusal(init(info("A title", "SELF_ONLY"), source(100, 100, 1)), 403, code);
    this.tiktok.bePrivate();
    assertThat(init(info("A title", "SELF_ONLY"), source(100, 100, 1)).status()).isEqualTo(200);
  }

  @Test
  void refusesATitleOfMoreThan2200Units() {
    assertRefusal(init(info("x".repeat(2_201), PUBLIC), source(100, 100, 1)), 400, "invalid_param");
    assertThat(init(info("x".repeat(2_200), PUBLIC), source(100, 100, 1)).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"post_info\":{\"privacy_level\":\"PUBLIC_TO_EVERYONE\"}",
        "\"post_info\":{\"brand_content_toggle\":false,\"brand_organic_toggle\":false}",
        "\"post_info\":{\"privacy_level\":\"SELF_ONLY\",\"brand_content_toggle\":true,\"brand_organic_toggle\":false}",
        "\"post_info\":{}"
      })
  void refusesAPostThatLeavesSomethingUnsaid(String info) {
    assertRefusal(init(info, source(100, 100, 1)), 400, "invalid_param");
  }

  @ParameterizedTest(name = "{0} bytes in {2} of {1}")
  @CsvSource({
    "50000123, 10000000, 6",
    "50000123, 10000000, 4",
    "50000123, 4999999, 10",
    "100000000, 64000001, 1",
    "4000000, 5000000, 1",
    "4000000, 2000000, 2",
    "0, 0, 1",
    "4000000001, 64000000, 62",
    "100, 100, 2"
  })
  void refusesChunksThatDoNotAddUp(long size, long chunk, int count) {
    assertRefusal(init(size, chunk, count), 400, "invalid_param");
  }

  @ParameterizedTest(name = "{0} bytes in {2} of {1}")
  @CsvSource({"50000123, 10000000, 5", "4000000, 4000000, 1", "127000000, 64000000, 1"})
  void takesChunksThatDo(long size, long chunk, int count) {
    assertThat(init(size, chunk, count).status()).isEqualTo(200);
  }

  @Test
  void refusesAnUnknownSource() {
    assertRefusal(
        init(info("A title", PUBLIC), "\"source_info\":{\"source\":\"EMAIL\"}"),
        400,
        "invalid_param");
  }

  @Test
  void listsPublicVideosOnly() {
    posted("A public one", PUBLIC);
    posted("A private one", "SELF_ONLY");
    this.clock.advance(Duration.ofMinutes(1));
    String path = "/v2/video/list/?fields=id,video_description";
    JsonNode videos = post(path, "{\"max_count\":20}").json().path("data").path("videos");
    assertThat(videos.size()).isEqualTo(1);
    assertThat(videos.path(0).path("video_description").asString()).isEqualTo("A public one");
    assertThat(videos.path(0).has("share_url")).isFalse();
    assertRefusal(post(path, "{\"max_count\":21}"), 400, "invalid_param");
    assertRefusal(post("/v2/video/list/", "{\"max_count\":20}"), 400, "invalid_param");
  }

  @Test
  void shortensDescriptionsInTheList() {
    posted("x".repeat(200), PUBLIC);
    this.clock.advance(Duration.ofMinutes(1));
    String path = "/v2/video/list/?fields=video_description";
    assertThat(post(path, "{}").json().at("/data/videos/0/video_description").asString())
        .hasSize(150);
  }

  @Test
  void answersQueriesByIds() {
    posted("A public one", PUBLIC);
    this.clock.advance(Duration.ofMinutes(1));
    String path = "/v2/video/query/?fields=id,view_count";
    String body = "{\"filters\":{\"video_ids\":[\"%s\"]}}";
    JsonNode found = post(path, body.formatted("7400000000000000001")).json().path("data");
    assertThat(found.at("/videos/0/view_count").asInt()).isEqualTo(123);
    assertThat(post(path, body.formatted("1")).json().at("/data/videos").size()).isZero();
    assertRefusal(post(path, "{\"filters\":{\"video_ids\":[]}}"), 400, "invalid_param");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/v2/video/delete/", "/v2/video/update/", "/v2/post/publish/edit/"})
  void hasNoWayToEditOrDelete(String path) {
    assertThat(post(path, "{}").status()).isEqualTo(404);
  }
}
