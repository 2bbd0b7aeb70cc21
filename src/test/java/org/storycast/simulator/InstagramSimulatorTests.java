// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.storycast.channel.MutableClock;

/** Each rule of the platform is broken once by a raw request. */
class InstagramSimulatorTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new InstagramSimulator(this.clock);
  private final PictureSite site = new PictureSite();
  private final String card =
      this.site.show("card.jpg", "image/jpeg", PictureSite.picture("jpeg", 1080, 1350)).toString();

  @AfterEach
  void stop() {
    this.instagram.close();
    this.site.close();
  }

  @Test
  void publishesAContainerOnce() {
    String container = idOf(create(Map.of("image_url", this.card, "caption", "Rain")));
    assertRefused(publish(container), 9_007, 2_207_027);
    assertThat(status(container)).isEqualTo("IN_PROGRESS");
    assertThat(status(container)).isEqualTo("FINISHED");
    String media = idOf(publish(container));
    assertThat(media).isNotEqualTo(container);
    assertThat(status(container)).isEqualTo("PUBLISHED");
    assertThat(publish(container).status()).isEqualTo(400);
    assertThat(this.instagram.publications()).hasSize(1);
    assertThat(get("/v24.0/" + media, Map.of("fields", "permalink,caption")).json().toString())
        .contains("\"permalink\":\"https://www.instagram.com/p/", "\"caption\":\"Rain\"");
  }

  static Stream<Arguments> captions() {
    return Stream.of(
        Arguments.of("2,201 letters", "a".repeat(2_201)),
        Arguments.of("1,101 emoji", "😀".repeat(1_101)),
        Arguments.of("31 hashtags", "#tag ".repeat(31)),
        Arguments.of("21 mentions", "@someone ".repeat(21)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("captions")
  void refusesACaption(String name, String caption) {
    assertRefused(create(Map.of("image_url", this.card, "caption", caption)), 36_004, 2_207_010);
  }

  @Test
  void refusesPicturesThatInstagramCannotUse() {
    byte[] jpeg = PictureSite.picture("jpeg", 1080, 1350);
    assertImageRefused(
        shown("image/png", PictureSite.picture("png", 1080, 1350)), 9_004, 2_207_052);
    assertImageRefused(
        shown("image/jpeg", PictureSite.picture("png", 1080, 1350)), 9_004, 2_207_052);
    assertImageRefused(shown("text/html", jpeg), 9_004, 2_207_052);
    assertImageRefused(shown("image/jpeg", progressive(jpeg)), 9_004, 2_207_052);
    assertImageRefused(
        shown("image/jpeg", Arrays.copyOf(jpeg, 9 * 1024 * 1024)), 36_000, 2_207_004);
    assertImageRefused(shown("image/jpeg", Arrays.copyOf(jpeg, 10)), 36_001, 2_207_005);
    assertImageRefused(
        shown("image/jpeg", PictureSite.picture("jpeg", 1080, 1920)), 36_003, 2_207_009);
    assertImageRefused(
        shown("image/jpeg", PictureSite.picture("jpeg", 1080, 500)), 36_003, 2_207_009);
    assertImageRefused(
        this.site.answer("moved", 302, Map.of("Location", this.card), new byte[0]).toString(),
        9_004,
        2_207_052);
    assertImageRefused("http://127.0.0.1:1/card.jpg", 9_004, 2_207_052);
    assertImageRefused("no address", 9_004, 2_207_052);
  }

  private String shown(String type, byte[] bytes) {
    return this.site.show("picture", type, bytes).toString();
  }

  private static byte[] progressive(byte[] jpeg) {
    byte[] copy = jpeg.clone();
    for (int at = 2; at < copy.length - 1; at++) {
      if ((copy[at] & 0xFF) == 0xFF && (copy[at + 1] & 0xFF) == 0xC0) {
        copy[at + 1] = (byte) 0xC2;
        return copy;
      }
    }
    throw new IllegalArgumentException("No frame");
  }

  private void assertImageRefused(String address, int code, int subcode) {
    assertRefused(create(Map.of("image_url", address)), code, subcode);
  }

  @Test
  void refusesATextAlone() {
    assertRefused(create(Map.of("caption", "Rain")), 100, 0);
  }

  @Test
  void refusesUnknownMediaTypesAndFilmsThatAreNoReels() {
    assertRefused(create(Map.of("media_type", "POEM")), 100, 2_207_023);
    assertRefused(create(Map.of("media_type", "VIDEO", "video_url", this.card)), 100, 2_207_023);
  }

  @Test
  void refusesALongDescription() {
    assertRefused(create(Map.of("image_url", this.card, "alt_text", "a".repeat(1_001))), 100, 0);
  }

  @Test
  void failsAFilmThatIsNone() {
    String address = shown("video/mp4", "no film at all".getBytes(StandardCharsets.US_ASCII));
    String container = idOf(create(Map.of("media_type", "REELS", "video_url", address)));
    status(container);
    assertThat(get("/v24.0/" + container, Map.of("fields", "status_code,status")).body())
        .contains("ERROR", "2207026");
    assertThat(publish(container).status()).isEqualTo(400);
  }

  @Test
  void takesAReelInOnePieceOverItsUploadAddress() {
    RawRequests.Answer made = create(Map.of("media_type", "REELS", "upload_type", "resumable"));
    URI upload = URI.create(made.json().path("uri").asString(""));
    assertThat(upload(upload, "Bearer " + InstagramSimulator.TOKEN, "0", "4").body())
        .contains("debug_info");
    assertThat(upload(upload, "OAuth " + InstagramSimulator.TOKEN, "2", "4").status())
        .isEqualTo(400);
    assertThat(upload(upload, "OAuth " + InstagramSimulator.TOKEN, "0", "5").status())
        .isEqualTo(400);
    assertThat(status(idOf(made))).isEqualTo("IN_PROGRESS");
    assertThat(upload(upload, "OAuth " + InstagramSimulator.TOKEN, "0", "4").body())
        .contains("Upload successful.");
    assertThat(status(idOf(made))).isEqualTo("FINISHED");
  }

  private static RawRequests.Answer upload(URI to, String token, String offset, String size) {
    return RawRequests.send(
        "POST",
        to,
        Map.of("Authorization", token, "offset", offset, "file_size", size),
        HttpRequest.BodyPublishers.ofByteArray(new byte[4]));
  }

  @Test
  void publishesACarouselOfFinishedItemsOnly() {
    assertRefused(create(Map.of("media_type", "CAROUSEL", "children", "1")), 100, 2_207_028);
    String first = idOf(create(Map.of("image_url", this.card, "is_carousel_item", "true")));
    String second = idOf(create(Map.of("image_url", this.card, "is_carousel_item", "true")));
    String single = idOf(create(Map.of("image_url", this.card)));
    assertRefused(carousel(first, single), 9_007, 2_207_027);
    assertRefused(carousel(first, second), 9_007, 2_207_027);
    this.instagram.finishProcessing();
    assertRefused(carousel(first, single), 24, 2_207_006);
    String parent = idOf(carousel(first, second));
    this.instagram.finishProcessing();
    assertRefused(publish(first), 24, 2_207_006);
    assertThat(publish(parent).status()).isEqualTo(200);
    assertThat(this.instagram.publications().getFirst().media()).hasSize(2);
  }

  private RawRequests.Answer carousel(String first, String second) {
    return create(Map.of("media_type", "CAROUSEL", "children", first + "," + second));
  }

  @Test
  void refusesContainersThatItDoesNotKnowOrThatExpired() {
    assertRefused(publish("17"), 24, 2_207_006);
    String container = idOf(create(Map.of("image_url", this.card)));
    this.clock.advance(Duration.ofHours(24));
    assertThat(status(container)).isEqualTo("EXPIRED");
    assertRefused(publish(container), -2, 2_207_020);
  }

  @Test
  void countsPostsAndContainersOfADay() {
    this.instagram.allow(1);
    this.instagram.pollsUntilFinished(0);
    publish(idOf(create(Map.of("image_url", this.card))));
    assertRefused(publish(idOf(create(Map.of("image_url", this.card)))), 9, 2_207_042);
    assertThat(
            get(
                    "/v24.0/%s/content_publishing_limit".formatted(InstagramSimulator.USER_ID),
                    Map.of("fields", "quota_usage,config"))
                .body())
        .contains("\"quota_usage\":1", "\"quota_total\":1");
    this.instagram.allowContainers(3);
    create(Map.of("image_url", this.card));
    assertRefused(create(Map.of("image_url", this.card)), 9, 2_207_042);
    this.clock.advance(Duration.ofHours(24));
    assertThat(create(Map.of("image_url", this.card)).status()).isEqualTo(200);
  }

  @Test
  void knowsTokensAndTheirEnds() {
    assertRefused(get("/v24.0/1", Map.of(), "wrong"), 190, 467);
    this.clock.advance(Duration.ofDays(60));
    assertRefused(get("/v24.0/1", Map.of(), InstagramSimulator.TOKEN), 190, 463);
  }

  @Test
  void wantsTheRightProof() {
    assertRefused(get("/v24.0/1", Map.of("appsecret_proof", "0")), 100, 0);
    this.instagram.requireProof();
    assertThat(get("/v24.0/1", Map.of()).body()).contains("appsecret_proof");
    assertThat(OAuthProof.of("APPSECRET", "PTOKEN"))
        .isEqualTo("401d3ce5652773109860aff0689eff319dd6d4e025d0109199084d915a5d240a");
  }

  @Test
  void listsPostsNewestFirstInPages() {
    this.instagram.pollsUntilFinished(0);
    for (String caption : new String[] {"first", "second", "third"}) {
      publish(idOf(create(Map.of("image_url", this.card, "caption", caption))));
    }
    String path = "/v24.0/%s/media".formatted(InstagramSimulator.USER_ID);
    RawRequests.Answer page = get(path, Map.of("fields", "caption", "limit", "2"));
    assertThat(page.json().path("data").toString())
        .containsSubsequence("third", "second")
        .doesNotContain("first");
    String after = page.json().path("paging").path("cursors").path("after").asString("");
    assertThat(get(path, Map.of("fields", "caption", "after", after)).body()).contains("first");
  }

  @Test
  void editsNoCaptionAndDeletesOnlyForAccountsWithAPage() {
    this.instagram.pollsUntilFinished(0);
    String media = idOf(publish(idOf(create(Map.of("image_url", this.card)))));
    assertRefused(post("/v24.0/" + media, Map.of("caption", "Other")), 100, 0);
    this.instagram.behaveAsInstagramLogin();
    assertRefused(send("DELETE", "/v24.0/" + media), 100, 33);
    assertThat(this.instagram.publications()).hasSize(1);
  }

  @Test
  void tellsThePauseInMinutes() {
    this.instagram.failNext(Fault.REFUSE_429);
    RawRequests.Answer answer = publish("1");
    assertThat(answer.header("x-business-use-case-usage"))
        .contains("\"estimated_time_to_regain_access\":1");
    assertRefused(answer, 4, 0);
  }

  @Test
  void takesFaultsFromTheCaption() {
    this.instagram.pollsUntilFinished(0);
    String container =
        idOf(create(Map.of("image_url", this.card, "caption", "Rain #simulate-429")));
    assertRefused(publish(container), 4, 0);
  }

  static void assertRefused(RawRequests.Answer answer, int code, int subcode) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("error").path("code").asInt(0)).isEqualTo(code);
    assertThat(answer.json().path("error").path("error_subcode").asInt(0)).isEqualTo(subcode);
  }

  private RawRequests.Answer create(Map<String, String> parameters) {
    return post("/v24.0/%s/media".formatted(InstagramSimulator.USER_ID), parameters);
  }

  private RawRequests.Answer publish(String container) {
    return post(
        "/v24.0/%s/media_publish".formatted(InstagramSimulator.USER_ID),
        Map.of("creation_id", container));
  }

  private static String idOf(RawRequests.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("id").asString("");
  }

  private String status(String container) {
    return get("/v24.0/" + container, Map.of("fields", "status_code,status"))
        .json()
        .path("status_code")
        .asString("");
  }

  private RawRequests.Answer post(String path, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("access_token", InstagramSimulator.TOKEN);
    return RawRequests.send(
        "POST",
        this.instagram.address().resolve(path),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        encoded(all));
  }

  private RawRequests.Answer get(String path, Map<String, String> parameters) {
    return get(path, parameters, InstagramSimulator.TOKEN);
  }

  private RawRequests.Answer get(String path, Map<String, String> parameters, String token) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("access_token", token));
    all.putAll(parameters);
    return send("GET", path + "?" + encoded(all));
  }

  private RawRequests.Answer send(String method, String path) {
    return RawRequests.send(
        method,
        this.instagram.address().resolve(path),
        path.contains("access_token=")
            ? Map.of()
            : Map.of("Authorization", "Bearer " + InstagramSimulator.TOKEN),
        (String) null);
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
