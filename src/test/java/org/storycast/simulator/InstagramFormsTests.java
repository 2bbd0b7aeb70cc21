// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;

/** The rules of reels, stories, carousels and tokens, each broken once by a raw request. */
class InstagramFormsTests {

  private static final String USER = "/v24.0/" + InstagramSimulator.USER_ID;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new InstagramSimulator(this.clock);
  private final PictureSite site = new PictureSite();
  private final String card =
      this.site.show("card.jpg", "image/jpeg", PictureSite.picture("jpeg", 1080, 1350)).toString();
  private final String tall =
      this.site.show("tall.jpg", "image/jpeg", PictureSite.picture("jpeg", 1080, 1920)).toString();

  @AfterEach
  void stop() {
    this.instagram.close();
    this.site.close();
  }

  @Test
  void takesAStoryOfAnyRatioAndShowsItForADay() {
    this.instagram.pollsUntilFinished(0);
    assertRefused(create(Map.of("media_type", "STORIES")), 100, 0);
    String story =
        publish(create(Map.of("media_type", "STORIES", "image_url", this.tall, "caption", "Rain")));
    assertThat(this.instagram.publications().getFirst().text()).isEmpty();
    assertThat(get(USER + "/stories", Map.of("fields", "media_product_type")).body())
        .contains(story, "STORY");
    assertThat(get(USER + "/media", Map.of()).body()).doesNotContain(story);
    this.clock.advance(Duration.ofDays(1));
    assertThat(get(USER + "/stories", Map.of()).body()).doesNotContain(story);
  }

  @Test
  void refusesWhatOnlyAReelMayHaveElsewhere() {
    for (String name : new String[] {"share_to_feed", "cover_url", "thumb_offset"}) {
      assertRefused(create(Map.of("image_url", this.card, name, "1")), 100, 0);
    }
    assertRefused(
        create(Map.of("media_type", "STORIES", "image_url", this.tall, "alt_text", "Rain")),
        100,
        0);
  }

  @Test
  void refusesCoversAndMomentsThatCannotBe() {
    assertRefused(create(reel("thumb_offset", "soon")), 100, 0);
    assertRefused(create(reel("thumb_offset", "900001")), 1, 2_207_057);
    assertRefused(create(reel("cover_url", "http://127.0.0.1:1/none.jpg")), 9_004, 2_207_052);
  }

  private Map<String, String> reel(String name, String value) {
    return Map.of("media_type", "REELS", "upload_type", "resumable", name, value);
  }

  @Test
  void refusesACarouselOfExpiredItems() {
    Map<String, String> item = Map.of("image_url", this.card, "is_carousel_item", "true");
    String children = idOf(create(item)) + "," + idOf(create(item));
    this.clock.advance(Duration.ofHours(24));
    assertRefused(create(Map.of("media_type", "CAROUSEL", "children", children)), -2, 2_207_020);
  }

  @Test
  void tellsTheNumbersThatAreAskedForAndNoImpressions() {
    this.instagram.pollsUntilFinished(0);
    String post = publish(create(Map.of("image_url", this.card)));
    String insights = "/v24.0/%s/insights".formatted(post);
    assertThat(get(insights, Map.of("metric", "views,reach")).json().path("data").size())
        .isEqualTo(2);
    assertRefused(get(insights, Map.of("metric", "impressions")), 100, 0);
  }

  @Test
  void knowsTheAccountByEachDoorsName() {
    assertThat(get(USER, Map.of()).body()).contains("steppecourier");
    assertRefused(get("/v24.0/me", Map.of()), 100, 33);
    assertThat(get("/v24.0/" + InstagramSimulator.PAGE_ID, Map.of()).body())
        .contains("instagram_business_account");
    this.instagram.behaveAsInstagramLogin();
    assertThat(get("/v24.0/me", Map.of()).body()).contains("BUSINESS");
    assertRefused(get("/v24.0/" + InstagramSimulator.PAGE_ID, Map.of()), 100, 33);
  }

  @Test
  void tellsTheAppAloneWhatATokenIsWorth() {
    Map<String, String> question = Map.of("input_token", InstagramSimulator.TOKEN);
    assertRefused(get("/v24.0/debug_token", question), 190, 0);
    String app = InstagramSimulator.APP_ID + "|" + InstagramSimulator.APP_SECRET;
    assertRefused(send("GET", "/v24.0/debug_token", app, null), 100, 0);
    assertThat(send("GET", "/v24.0/debug_token?" + encoded(question), app, null).body())
        .contains("\"is_valid\":true", "instagram_content_publish");
  }

  private static void assertRefused(RawRequests.Answer answer, int code, int subcode) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("error").path("code").asInt(0)).isEqualTo(code);
    assertThat(answer.json().path("error").path("error_subcode").asInt(0)).isEqualTo(subcode);
  }

  private RawRequests.Answer create(Map<String, String> parameters) {
    return send("POST", USER + "/media", InstagramSimulator.TOKEN, encoded(parameters));
  }

  private String publish(RawRequests.Answer container) {
    String form = "creation_id=" + idOf(container);
    return idOf(send("POST", USER + "/media_publish", InstagramSimulator.TOKEN, form));
  }

  private static String idOf(RawRequests.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("id").asString("");
  }

  private RawRequests.Answer get(String path, Map<String, String> parameters) {
    return send("GET", path + "?" + encoded(parameters), InstagramSimulator.TOKEN, null);
  }

  private RawRequests.Answer send(
      String method, String path, String token, @org.jspecify.annotations.Nullable String form) {
    return RawRequests.send(
        method,
        this.instagram.address().resolve(path),
        Map.of(
            "Authorization",
            "Bearer " + token,
            "Content-Type",
            "application/x-www-form-urlencoded"),
        form);
  }

  private static String encoded(Map<String, String> parameters) {
    return new LinkedHashMap<>(parameters)
        .entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
