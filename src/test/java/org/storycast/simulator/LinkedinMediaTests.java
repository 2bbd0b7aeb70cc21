// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.MutableClock;

/** Each rule of LinkedIn's for media, broken once. */
class LinkedinMediaTests {

  private final LinkedinSimulator linkedin =
      new LinkedinSimulator(new MutableClock(Instant.parse("2026-11-20T12:00:00Z")));
  private final RawLinkedin raw = new RawLinkedin(this.linkedin);

  @AfterEach
  void stop() {
    this.linkedin.close();
  }

  private String begunPicture() {
    return this.raw
        .rest(
            "POST",
            "/images?action=initializeUpload",
            "{\"initializeUploadRequest\":{\"owner\":\"%s\"}}".formatted(LinkedinSimulator.PAGE))
        .json()
        .path("value")
        .path("image")
        .asString();
  }

  private RawHttp.Answer postWith(String content) {
    return this.raw.rest("POST", "/posts", RawLinkedin.post("Hello", ",\"content\":" + content));
  }

  @Test
  void postsNoPictureThatIsNotThereYet() {
    String content = "{\"media\":{\"id\":\"%s\"}}".formatted(begunPicture());
    assertThat(postWith(content).json().path("code").asString())
        .isEqualTo("MEDIA_ASSET_WAITING_UPLOAD");
    assertThat(this.raw.put("/dms-uploads/1/0", PictureSite.picture("jpeg", 10, 10)).status())
        .isEqualTo(201);
    assertThat(postWith(content).status()).isEqualTo(201);
    assertThat(this.linkedin.publications().getLast().media()).hasSize(1);
  }

  @Test
  void takesPicturesAndNothingElse() {
    begunPicture();
    assertThat(this.raw.put("/dms-uploads/1/0", "Hello".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(400);
    assertThat(this.raw.put("/dms-uploads/1/0", PictureSite.picture("bmp", 10, 10)).status())
        .isEqualTo(400);
    assertThat(this.raw.put("/dms-uploads/9/0", PictureSite.picture("png", 10, 10)).status())
        .isEqualTo(404);
  }

  @Test
  void beginsUploadsForTheOwnerAlone() {
    assertThat(
            this.raw
                .rest(
                    "POST",
                    "/images?action=initializeUpload",
                    "{\"initializeUploadRequest\":{\"owner\":\"urn:li:person:somebody\"}}")
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1", "21"})
  void wantsTwoToTwentyPictures(int count) {
    String images =
        String.join(",", IntStream.range(0, count).mapToObj(it -> "{\"id\":\"x\"}").toList());
    assertThat(postWith("{\"multiImage\":{\"images\":[%s]}}".formatted(images)).status())
        .isEqualTo(422);
  }

  @Test
  void wantsTheTitleOfAnArticle() {
    assertThat(postWith("{\"article\":{\"source\":\"https://courier.example\"}}").status())
        .isEqualTo(422);
  }

  @Test
  void wantsEveryPartOfAFilmAndItsTag() {
    this.raw.rest(
        "POST",
        "/videos?action=initializeUpload",
        "{\"initializeUploadRequest\":{\"owner\":\"%s\",\"fileSizeBytes\":12}}"
            .formatted(LinkedinSimulator.PAGE));
    String end =
        "{\"finalizeUploadRequest\":{\"video\":\"urn:li:video:C4E10AQ00001\",\"uploadToken\":\"\","
            + "\"uploadedPartIds\":[\"%s\"]}}";
    assertThat(
            this.raw
                .rest("POST", "/videos?action=finalizeUpload", end.formatted("etag-0"))
                .status())
        .isEqualTo(400);
    assertThat(this.raw.put("/dms-uploads/1/0", new byte[11]).status()).isEqualTo(400);
    assertThat(this.raw.put("/dms-uploads/1/0", new byte[12]).header("ETag"))
        .isEqualTo("\"etag-0\"");
    assertThat(this.raw.rest("POST", "/videos?action=finalizeUpload", end.formatted("x")).status())
        .isEqualTo(400);
    this.raw.rest("POST", "/videos?action=finalizeUpload", end.formatted("etag-0"));
    assertThat(
            this.raw
                .rest("GET", "/videos/urn%3Ali%3Avideo%3AC4E10AQ00001", "")
                .json()
                .path("status")
                .asString())
        .isEqualTo("PROCESSING_FAILED");
  }
}
