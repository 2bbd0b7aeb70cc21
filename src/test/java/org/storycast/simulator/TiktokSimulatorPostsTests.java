// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.SampleFilm;
import org.storycast.simulator.RawHttp.Answer;
import tools.jackson.databind.JsonNode;

class TiktokSimulatorPostsTests extends RawTiktok {

  private static final int CHUNK = 5_000_000;
  private static final int SIZE = 2 * CHUNK + 123;
  private static final URI PHOTO = URI.create("https://media.courier.example/1.jpg");
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0};

  private final byte[] large = SampleFilm.ofSize(SIZE).bytes();

  private byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(this.large, from, to);
  }

  @Test
  void namesItsOwnHostAndAPublishId() {
    JsonNode data = begun(100, 100, 1);
    assertThat(data.path("upload_url").asString())
        .startsWith(this.tiktok.address() + "/video/?upload_id=")
        .hasSizeLessThanOrEqualTo(256);
    assertThat(data.path("publish_id").asString())
        .startsWith("v_pub_file~")
        .hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void takesChunksInOrderAndPostsAtTheLast() {
    JsonNode data = begun(SIZE, CHUNK, 2);
    String address = data.path("upload_url").asString();
    Answer first = put(address, bytes(0, CHUNK), "bytes 0-4999999/10000123");
    assertThat(first.status()).isEqualTo(206);
    assertThat(first.header("Content-Range")).isEqualTo("bytes 0-4999999/10000123");
    assertThat(status(data.path("publish_id").asString()).path("uploaded_bytes").asInt())
        .isEqualTo(CHUNK);
    assertThat(this.tiktok.publications()).isEmpty();
    Answer last = put(address, bytes(CHUNK, SIZE), "bytes 5000000-10000122/10000123");
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.header("Content-Range")).isEqualTo("bytes 0-10000122/10000123");
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void refusesChunksOutOfOrderOrTwice() {
    String address = begun(SIZE, CHUNK, 2).path("upload_url").asString();
    String second = "bytes 5000000-10000122/10000123";
    assertThat(put(address, bytes(CHUNK, SIZE), second).status()).isEqualTo(416);
    assertThat(put(address, bytes(0, CHUNK), "bytes 0-4999999/10000123").status()).isEqualTo(206);
    assertThat(put(address, bytes(0, CHUNK), "bytes 0-4999999/10000123").status()).isEqualTo(416);
    put(address, bytes(CHUNK, SIZE), second);
    assertThat(put(address, bytes(CHUNK, SIZE), second).status()).isEqualTo(416);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "bytes 0-4999998/10000123, video/mp4",
    "bytes 0-4999999/10000000, video/mp4",
    "bytes 0-5000000/10000123, video/mp4",
    "0-4999999/10000123, video/mp4",
    "bytes 0-4999999/10000123, image/jpeg"
  })
  void refusesRangesAndTypesThatDoNotAgree(String range, String type) {
    String address = begun(SIZE, CHUNK, 2).path("upload_url").asString();
    assertThat(put(address, bytes(0, CHUNK), range, type).status()).isEqualTo(400);
  }

  @Test
  void refusesAChunkOfAnotherSizeThanAnnounced() {
    String address = begun(SIZE, CHUNK, 2).path("upload_url").asString();
    assertThat(put(address, bytes(0, SIZE), "bytes 0-10000122/10000123").status()).isEqualTo(400);
  }

  @Test
  void refusesAStrangersTokenAndAnAddressThatExpired() {
    String address = begun(SIZE, CHUNK, 2).path("upload_url").asString();
    String range = "bytes 0-4999999/10000123";
    assertThat(put(address + "x", bytes(0, CHUNK), range).status()).isEqualTo(403);
    String nobody = this.tiktok.address() + "/video/?upload_id=x&upload_token=x";
    assertThat(put(nobody, bytes(0, CHUNK), range).status()).isEqualTo(404);
    this.clock.advance(Duration.ofHours(1));
    assertThat(put(address, bytes(0, CHUNK), range).status()).isEqualTo(403);
  }

  @Test
  void takesTheLastChunkAndDropsTheConnectionWhenToldTo() {
    JsonNode data = begun(this.film.length, this.film.length, 1);
    this.tiktok.failNext(Fault.TAKE_THEN_500);
    String range = "bytes 0-%d/%d".formatted(this.film.length - 1, this.film.length);
    assertThat(put(data.path("upload_url").asString(), this.film, range).status()).isEqualTo(500);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void processesThenModeratesThenNamesThePost() {
    String id = posted("A title", PUBLIC);
    assertThat(status(id).path("status").asString()).isEqualTo("PROCESSING_UPLOAD");
    this.clock.advance(Duration.ofSeconds(10));
    assertThat(status(id).path("status").asString()).isEqualTo("PUBLISH_COMPLETE");
    assertThat(status(id).path("publicaly_available_post_id").size()).isZero();
    this.clock.advance(Duration.ofSeconds(30));
    assertThat(status(id).path("publicaly_available_post_id").path(0).asLong())
        .isEqualTo(7_400_000_000_000_000_001L);
  }

  @Test
  void moderatesForAsLongAsItIsTold() {
    this.tiktok.moderateFor(Duration.ofMinutes(90));
    String id = posted("A title", PUBLIC);
    this.clock.advance(Duration.ofHours(1));
    assertThat(status(id).path("publicaly_available_post_id").size()).isZero();
  }

  @Test
  void neverNamesAPrivatePost() {
    String id = posted("A title", "SELF_ONLY");
    this.clock.advance(Duration.ofHours(1));
    assertThat(status(id).path("status").asString()).isEqualTo("PUBLISH_COMPLETE");
    assertThat(status(id).path("publicaly_available_post_id").size()).isZero();
  }

  @Test
  void knowsNoTaskThatItDidNotBegin() {
    assertRefusal(post(STATUS, "{\"publish_id\":\"v_pub_file~x\"}"), 400, "invalid_publish_id");
  }

  @Test
  void failsAFilmThatIsTooLong() {
    this.tiktok.limitFilmsTo(Duration.ofSeconds(2));
    assertThat(failure(posted("A title", PUBLIC))).isEqualTo("duration_check_failed");
    assertThat(this.tiktok.publications()).isEmpty();
  }

  @Test
  void failsAFileThatIsNoFilm() {
    Arrays.fill(this.film, 0, 12, (byte) 0);
    assertThat(failure(posted("A title", PUBLIC))).isEqualTo("file_format_check_failed");
  }

  @Test
  void failsAFilmOfTheWrongSize() {
    int track = new String(this.film, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    this.film[track + 80] = 0;
    this.film[track + 81] = 100;
    assertThat(failure(posted("A title", PUBLIC))).isEqualTo("picture_size_check_failed");
  }

  @Test
  void refusesAfterwardsWhenTheWordsOrderIt() {
    assertThat(failure(posted("#simulate-rejected", PUBLIC))).isEqualTo("spam_risk_text");
  }

  private String failure(String publishId) {
    this.clock.advance(Duration.ofSeconds(10));
    assertThat(status(publishId).path("status").asString()).isEqualTo("FAILED");
    return status(publishId).path("fail_reason").asString();
  }

  @Test
  void pullsFilmsOfVerifiedDomainsOnly() {
    String source = "\"source_info\":{\"source\":\"PULL_FROM_URL\",\"video_url\":\"%s\"}";
    URI address = URI.create("https://media.courier.example/film.mp4");
    assertRefusal(
        init(info("A title", PUBLIC), source.formatted(address)), 403, "url_ownership_unverified");
    this.tiktok.verifyDomains("courier.example");
    this.tiktok.putOnTheWeb(address, this.film);
    JsonNode data = init(info("A title", PUBLIC), source.formatted(address)).json().path("data");
    assertThat(data.path("publish_id").asString()).startsWith("v_pub_url~");
    assertThat(data.has("upload_url")).isFalse();
    assertThat(this.tiktok.publications()).hasSize(1);
    this.tiktok.redirectOnTheWeb(address);
    Answer redirected = init(info("A title", PUBLIC), source.formatted(address));
    assertThat(failure(redirected.json().at("/data/publish_id").asString()))
        .isEqualTo("video_pull_failed");
  }

  private Answer photos(String source, int cover, String... images) {
    String list = Arrays.stream(images).collect(Collectors.joining("\",\"", "\"", "\""));
    return post(
        PHOTOS,
        """
        {"media_type":"PHOTO","post_mode":"DIRECT_POST",%s,"source_info":{"source":"%s",\
        "photo_cover_index":%d,"photo_images":[%s]}}\
        """
            .formatted(info("A title", PUBLIC), source, cover, list));
  }

  @Test
  void pullsPhotosAndFailsThoseThatItDoesNotTake() {
    this.tiktok.verifyDomains("courier.example");
    this.tiktok.putOnTheWeb(PHOTO, JPEG);
    Answer answer = photos("PULL_FROM_URL", 0, PHOTO.toString());
    assertThat(answer.json().at("/data/publish_id").asString()).startsWith("p_pub_url~");
    assertThat(this.tiktok.publications()).hasSize(1);
    this.tiktok.putOnTheWeb(PHOTO, new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    answer = photos("PULL_FROM_URL", 0, PHOTO.toString());
    assertThat(failure(answer.json().at("/data/publish_id").asString()))
        .isEqualTo("file_format_check_failed");
    answer = photos("PULL_FROM_URL", 0, "https://media.courier.example/none.jpg");
    assertThat(failure(answer.json().at("/data/publish_id").asString()))
        .isEqualTo("photo_pull_failed");
  }

  @Test
  void refusesPhotosOfMoreThan20Megabytes() {
    this.tiktok.verifyDomains("courier.example");
    this.tiktok.putOnTheWeb(PHOTO, Arrays.copyOf(JPEG, 20_000_001));
    Answer answer = photos("PULL_FROM_URL", 0, PHOTO.toString());
    assertThat(failure(answer.json().at("/data/publish_id").asString()))
        .isEqualTo("picture_size_check_failed");
  }

  @Test
  void refusesPhotoPostsThatDoNotAddUp() {
    this.tiktok.verifyDomains("courier.example");
    String[] many =
        IntStream.range(0, 36)
            .mapToObj(number -> "https://media.courier.example/" + number)
            .toArray(String[]::new);
    assertRefusal(photos("FILE_UPLOAD", 0, PHOTO.toString()), 400, "invalid_param");
    assertRefusal(photos("PULL_FROM_URL", 1, PHOTO.toString()), 400, "invalid_param");
    assertRefusal(photos("PULL_FROM_URL", 0, many), 400, "invalid_param");
    assertRefusal(
        photos("PULL_FROM_URL", 0, "http://media.courier.example/1.jpg"),
        403,
        "url_ownership_unverified");
    assertRefusal(
        photos("PULL_FROM_URL", 0, "https://elsewhere.example/1.jpg"),
        403,
        "url_ownership_unverified");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"title", "description", "film"})
  void refusesTextsOfPhotosThatAreTooLongAndFieldsOfFilms(String what) {
    String more =
        switch (what) {
          case "title" -> "\"title\":\"%s\"".formatted("x".repeat(91));
          case "description" -> "\"description\":\"%s\"".formatted("x".repeat(4001));
          default -> "\"is_aigc\":true";
        };
    String body =
        """
        {"media_type":"PHOTO","post_mode":"DIRECT_POST","post_info":{%s,"privacy_level":"%s",\
        "brand_content_toggle":false,"brand_organic_toggle":false},"source_info":{"source":\
        "PULL_FROM_URL","photo_cover_index":0,"photo_images":["%s"]}}\
        """;
    assertRefusal(post(PHOTOS, body.formatted(more, PUBLIC, PHOTO)), 400, "invalid_param");
  }

  @Test
  void listsPhotosOnlyWhenToldTo() {
    this.tiktok.verifyDomains("courier.example");
    this.tiktok.putOnTheWeb(PHOTO, JPEG);
    photos("PULL_FROM_URL", 0, PHOTO.toString());
    this.clock.advance(Duration.ofMinutes(1));
    String list = "/v2/video/list/?fields=id,share_url";
    assertThat(post(list, "{}").json().path("data").path("videos").size()).isZero();
    this.tiktok.listPhotos();
    assertThat(post(list, "{}").json().path("data").path("videos").path(0).path("share_url"))
        .hasToString("\"https://www.tiktok.com/@steppecourier/photo/7400000000000000001\"");
  }

  @Test
  void takesPhotosAndDropsTheConnectionWhenToldTo() {
    this.tiktok.verifyDomains("courier.example");
    this.tiktok.putOnTheWeb(PHOTO, JPEG);
    this.tiktok.failNext(Fault.TAKE_THEN_500);
    assertThat(photos("PULL_FROM_URL", 0, PHOTO.toString()).status()).isEqualTo(500);
    assertThat(this.tiktok.publications()).hasSize(1);
  }
}
