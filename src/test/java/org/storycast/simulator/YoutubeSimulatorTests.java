// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.RawHttp.Answer;

class YoutubeSimulatorTests extends RawYoutube {

  @Test
  void refusesARevokedRefreshToken() {
    this.youtube.revoke();
    Answer answer = refresh(YoutubeSimulator.CLIENT_SECRET, YoutubeSimulator.REFRESH_TOKEN);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asString()).isEqualTo("invalid_grant");
  }

  @Test
  void refusesAnotherClientAndAnotherRefreshToken() {
    assertThat(refresh("wrong", YoutubeSimulator.REFRESH_TOKEN).json().path("error").asString())
        .isEqualTo("invalid_client");
    assertThat(refresh(YoutubeSimulator.CLIENT_SECRET, "wrong").json().path("error").asString())
        .isEqualTo("invalid_grant");
  }

  @Test
  void refusesATokenThatItNeverGaveOrThatExpired() {
    String good = this.token;
    this.token = "ya29.invented";
    assertRefusal(call("GET", VIDEOS + "?part=status&id=x", ""), 401, "authError");
    this.token = good;
    this.clock.advance(Duration.ofSeconds(3599));
    assertRefusal(call("GET", VIDEOS + "?part=status&id=x", ""), 401, "authError");
  }

  @ParameterizedTest(name = "{0} may not {1} {2}")
  @CsvSource({
    "youtube.upload, GET, /youtube/v3/videos?part=status&id=x",
    "youtube.upload, PUT, /youtube/v3/videos?part=snippet",
    "youtube.upload, DELETE, /youtube/v3/videos?id=x",
    "youtube.readonly, POST, /upload/youtube/v3/videos?uploadType=resumable&part=snippet",
    "youtube.readonly, DELETE, /youtube/v3/videos?id=x"
  })
  void refusesWhatTheScopesDoNotCover(String scope, String method, String path) {
    this.youtube.agreeTo(scope);
    this.token = refreshed();
    assertRefusal(call(method, path, "{}"), 403, "insufficientPermissions");
  }

  @Test
  void refusesAUserWithoutChannel() {
    this.youtube.haveNoChannel();
    assertRefusal(begin(resource("A title", "A text")), 401, "youtubeSignupRequired");
  }

  @Test
  void refusesAPostWithoutMedia() {
    assertRefusal(call("POST", VIDEOS + "?part=snippet", "{}"), 400, "mediaBodyRequired");
    assertRefusal(
        call("POST", "/upload/youtube/v3/videos?part=snippet", "{}"), 400, "mediaBodyRequired");
  }

  @Test
  void refusesAnUploadWithoutPartsOrWithUnknownOnes() {
    byte[] resource = resource("A title", "A text").getBytes(StandardCharsets.UTF_8);
    String path = "/upload/youtube/v3/videos?uploadType=resumable";
    assertRefusal(begin(path, resource, CHUNK, "video/mp4"), 400, "missingRequiredParameter");
    assertRefusal(begin(path + "&part=colour", resource, CHUNK, "video/mp4"), 400, "unknownPart");
  }

  @Test
  void takesPartsInBothSpellings() {
    byte[] resource = resource("A title", "A text").getBytes(StandardCharsets.UTF_8);
    String path = "/upload/youtube/v3/videos?uploadType=resumable&part=snippet&part=status";
    assertThat(begin(path, resource, CHUNK, "video/mp4").status()).isEqualTo(200);
  }

  @Test
  void takesAResourceThatIsZipped() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(resource("A title", "A text").getBytes(StandardCharsets.UTF_8));
    }
    Answer answer = begin(UPLOAD, zipped.toByteArray(), CHUNK, "video/mp4");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location"))
        .startsWith(this.youtube.address().toString())
        .contains("upload_id=");
  }

  @Test
  void refusesAResourceThatIsNoJson() {
    assertRefusal(begin("title=A"), 400, "parseError");
  }

  @Test
  void refusesTitlesThatAreEmptyOrTooLongOrHoldBrackets() {
    assertRefusal(begin(resource("", "A text")), 400, "invalidTitle");
    assertRefusal(begin(resource("x".repeat(101), "A text")), 400, "invalidTitle");
    assertRefusal(begin(resource("a < b", "A text")), 400, "invalidTitle");
    assertThat(begin(resource("x".repeat(100), "A text")).status()).isEqualTo(200);
  }

  @Test
  void refusesDescriptionsOfTooManyBytesOrWithBrackets() {
    assertRefusal(begin(resource("A", "\u00e9".repeat(2501))), 400, "invalidDescription");
    assertRefusal(begin(resource("A", "a > b")), 400, "invalidDescription");
    assertThat(begin(resource("A", "\u00e9".repeat(2500))).status()).isEqualTo(200);
  }

  @Test
  void countsTagsWithTheirCommasAndQuotes() {
    assertRefusal(begin(tags("x".repeat(500), "y")), 400, "invalidTags");
    assertRefusal(begin(tags("x ".repeat(249) + "y")), 400, "invalidTags");
    assertThat(begin(tags("x".repeat(498), "y")).status()).isEqualTo(200);
  }

  private static String tags(String... tags) {
    return "{\"snippet\":{\"title\":\"A\",\"tags\":[\"%s\"]}}"
        .formatted(String.join("\",\"", tags));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"snippet\":{\"title\":\"A\",\"categoryId\":\"99\"}} | invalidCategoryId",
        "{\"snippet\":{\"title\":\"A\"},\"status\":{\"privacyStatus\":\"hidden\"}} | badRequest",
        "{\"snippet\":{\"title\":\"A\"},\"status\":{\"privacyStatus\":\"public\",\"publishAt\":\"2026-12-01T00:00:00Z\"}}"
            + " | invalidPublishAt",
        "{\"snippet\":{\"title\":\"A\"},\"status\":{\"privacyStatus\":\"private\",\"publishAt\":\"tomorrow\"}}"
            + " | invalidPublishAt"
      })
  void refusesOtherMetadata(String resource, String reason) {
    assertRefusal(begin(resource), 400, reason);
  }

  @Test
  void refusesMediaThatAreNoFilm() {
    byte[] resource = resource("A title", "A text").getBytes(StandardCharsets.UTF_8);
    assertRefusal(begin(UPLOAD, resource, CHUNK, "text/plain"), 400, "badContent");
    assertRefusal(begin(UPLOAD, resource, 0, "video/mp4"), 400, "badContent");
  }

  @Test
  void countsTheUploadsOfADay() {
    for (int upload = 0; upload < 100; upload++) {
      begin(resource("", "invalid calls count too"));
    }
    Answer answer = begin(resource("A title", "A text"));
    assertRefusal(answer, 429, "rateLimitExceeded");
    assertThat(answer.json().path("error").path("message").asString())
        .contains("Video Uploads per day");
    this.clock.advance(Duration.ofHours(20));
    this.token = refreshed();
    assertThat(begin(resource("A title", "A text")).status()).isEqualTo(200);
  }

  @Test
  void countsTheUnitsOfADay() {
    this.youtube.useUpUnits();
    assertRefusal(call("GET", VIDEOS + "?part=status&id=x", ""), 403, "quotaExceeded");
  }

  @Test
  void limitsTheUploadsOfAChannel() {
    uploaded(CHUNK);
    this.youtube.limitChannelTo(1);
    assertRefusal(begin(resource("A title", "A text")), 400, "uploadLimitExceeded");
  }
}
