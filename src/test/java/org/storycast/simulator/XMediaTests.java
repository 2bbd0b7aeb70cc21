// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class XMediaTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new XSimulator(this.clock);
  private final XCalls calls = new XCalls(this.x, this.clock);

  @AfterEach
  void stop() {
    this.x.close();
  }

  @Test
  void refusesMediaThatCannotBeUsed() {
    String picture = upload("tweet_image", "abc");
    String unfinished = initialize("tweet_image", 3);
    String film = finished("tweet_video", "0000ftyp");
    assertMediaInvalid(withMedia("17"));
    assertMediaInvalid(withMedia(unfinished));
    assertMediaInvalid(withMedia(film));
    process(film);
    assertMediaInvalid(withMedia(picture, film));
    assertThat(withMedia(film).status()).isEqualTo(201);
    assertThat(withMedia(picture).status()).isEqualTo(201);
    this.clock.advance(Duration.ofHours(24));
    assertMediaInvalid(withMedia(picture));
  }

  @Test
  void processesAFilmInSteps() {
    String film = finished("tweet_video", "0000ftyp");
    assertThat(state(film)).isEqualTo("in_progress");
    assertThat(state(film)).isEqualTo("succeeded");
    String broken = finished("tweet_video", "no film");
    assertThat(state(broken)).isEqualTo("in_progress");
    assertThat(state(broken)).isEqualTo("failed");
    assertMediaInvalid(withMedia(broken));
  }

  @Test
  void refusesAnUploadThatIsNotWhole() {
    String id = initialize("tweet_video", 10);
    append(id, 0, "12345");
    XCalls.assertInvalid(
        this.calls.call("POST", "/2/media/upload/" + id + "/finalize", null),
        "Segments do not add up to provided total file size.");
    XCalls.assertInvalid(append(id, 1000, "67890"), "segment_index");
    append(id, 1, "67890");
    Answer whole = this.calls.call("POST", "/2/media/upload/" + id + "/finalize", null);
    assertThat(whole.json().at("/data/processing_info/state").asString()).isEqualTo("pending");
  }

  @Test
  void refusesAnUploadThatItDoesNotKnow() {
    XCalls.assertInvalid(append("17", 0, "abc"), "media id");
    XCalls.assertInvalid(
        this.calls.call(
            "POST",
            "/2/media/upload/initialize",
            "{\"media_type\":\"image/png\",\"media_category\":\"picture\"}"),
        "$.media_category");
    XCalls.assertInvalid(
        this.calls.call(
            "POST", "/2/media/upload", "{\"media_category\":\"tweet_video\",\"media\":\"YWJj\"}"),
        "image's media_category");
  }

  @Test
  void countsTheLettersOfAnAlternativeText() {
    String picture = upload("tweet_image", "abc");
    assertThat(describe(picture, "a".repeat(1000)).status()).isEqualTo(200);
    XCalls.assertInvalid(describe(picture, "a".repeat(1001)), "alt_text");
  }

  @Test
  void takesASegmentAsMultipart() {
    String id = initialize("tweet_image", 3);
    String body =
        "--b\r\n"
            + "Content-Disposition: form-data; name=\"segment_index\"\r\n\r\n"
            + "0\r\n"
            + "--b\r\n"
            + "Content-Disposition: form-data; name=\"media\"; filename=\"a\"\r\n\r\n"
            + "abc\r\n"
            + "--b--\r\n";
    String path = "/2/media/upload/" + id + "/append";
    Map<String, String> headers =
        Map.of(
            "Authorization",
            this.calls.header("POST", path, Map.of(), it -> it),
            "Content-Type",
            "multipart/form-data; boundary=b");
    assertThat(this.calls.raw("POST", path, headers, body).status()).isEqualTo(200);
    assertThat(this.calls.call("POST", "/2/media/upload/" + id + "/finalize", null).status())
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"media_type\":\"image/heic\" | $.media_type",
        "\"media_type\":\"image/png\",\"media_category\":\"tweet_image\",\"total_bytes\":-1 |"
            + " $.total_bytes",
        "\"media_type\":\"image/png\",\"media_category\":\"tweet_image\",\"total_bytes\":5242881 |"
            + " too large",
        "\"media_type\":\"video/mp4\",\"media_category\":\"tweet_video\",\"total_bytes\":536870913"
            + " | too large",
        "\"alt_text\":\"Rain\" | $.alt_text: is not defined in the schema"
      })
  void refusesToBeginWhatIsNoUpload(String fields, String message) {
    XCalls.assertInvalid(
        this.calls.call("POST", "/2/media/upload/initialize", "{" + fields + "}"), message);
  }

  @Test
  void refusesSegmentsThatAreEmptyTooLargeOrTooLate() {
    String id = initialize("tweet_video", 8);
    XCalls.assertInvalid(append(id, 0, ""), "bytes of a segment");
    assertThat(append(id, 0, "a".repeat(5 * 1024 * 1024 + 1)).status()).isEqualTo(413);
    String finished = finished("tweet_video", "0000ftyp");
    XCalls.assertInvalid(append(finished, 1, "more"), "An open upload");
  }

  @Test
  void refusesAPictureThatIsNone() {
    Answer begun =
        this.calls.call(
            "POST",
            "/2/media/upload/initialize",
            "{\"media_category\":\"tweet_image\",\"media_type\":\"image/jpeg\",\"total_bytes\":4}");
    String id = begun.json().at("/data/id").asString();
    append(id, 0, "text");
    XCalls.assertInvalid(
        this.calls.call("POST", "/2/media/upload/" + id + "/finalize", null), "not a picture");
  }

  @Test
  void describesFinishedPicturesOnly() {
    XCalls.assertInvalid(describe(initialize("tweet_image", 3), "Rain"), "Only finished pictures");
    XCalls.assertInvalid(
        describe(finished("tweet_video", "0000ftyp"), "Rain"), "Only finished pictures");
  }

  @Test
  void forgetsAnUploadAfterItsTime() {
    String open = initialize("tweet_video", 8);
    String finished = finished("tweet_video", "0000ftyp");
    this.clock.advance(Duration.ofHours(24));
    XCalls.assertInvalid(
        this.calls.get("/2/media/upload", Map.of("command", "STATUS", "media_id", finished)),
        "media id");
    assertThat(append(open, 0, "0000ftyp").status()).isEqualTo(200);
    this.clock.advance(Duration.ofDays(15));
    XCalls.assertInvalid(append(open, 0, "0000ftyp"), "media id");
  }

  private Answer withMedia(String... ids) {
    return this.calls.post(
        "{\"media\":{\"media_ids\":[\"%s\"]}}".formatted(String.join("\",\"", ids)));
  }

  private String upload(String category, String bytes) {
    return this.calls
        .call(
            "POST",
            "/2/media/upload",
            "{\"media_category\":\"%s\",\"media\":\"%s\"}".formatted(category, base64(bytes)))
        .json()
        .at("/data/id")
        .asString();
  }

  private String initialize(String category, int total) {
    return this.calls
        .call(
            "POST",
            "/2/media/upload/initialize",
            "{\"media_category\":\"%s\",\"media_type\":\"video/mp4\",\"total_bytes\":%d}"
                .formatted(category, total))
        .json()
        .at("/data/id")
        .asString();
  }

  private Answer append(String id, int segment, String bytes) {
    return this.calls.call(
        "POST",
        "/2/media/upload/" + id + "/append",
        "{\"segment_index\":%d,\"media\":\"%s\"}".formatted(segment, base64(bytes)));
  }

  private String finished(String category, String bytes) {
    String id = initialize(category, bytes.length());
    append(id, 0, bytes);
    this.calls.call("POST", "/2/media/upload/" + id + "/finalize", null);
    return id;
  }

  private void process(String id) {
    state(id);
    state(id);
  }

  private String state(String id) {
    return this.calls
        .get("/2/media/upload", Map.of("command", "STATUS", "media_id", id))
        .json()
        .at("/data/processing_info/state")
        .asString();
  }

  private Answer describe(String id, String text) {
    return this.calls.call(
        "POST",
        "/2/media/metadata",
        "{\"id\":\"%s\",\"metadata\":{\"alt_text\":{\"text\":\"%s\"}}}".formatted(id, text));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertMediaInvalid(Answer answer) {
    XCalls.assertInvalid(answer, "Your media IDs are invalid.");
  }
}
