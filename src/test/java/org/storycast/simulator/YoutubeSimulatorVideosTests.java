// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.RawHttp.Answer;
import tools.jackson.databind.JsonNode;

class YoutubeSimulatorVideosTests extends RawYoutube {

  @Test
  void storesChunksInOrderAndPublishesAtTheLastByte() {
    URI session = session(CHUNK + 10);
    Answer first = put(session, film(CHUNK), "bytes 0-262143/262154");
    assertThat(first.status()).isEqualTo(308);
    assertThat(first.header("Range")).isEqualTo("bytes=0-262143");
    assertThat(first.header("Location")).isEmpty();
    assertThat(this.youtube.publications()).isEmpty();
    Answer last = put(session, new byte[10], "bytes 262144-262153/262154");
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.json().path("status").path("uploadStatus").asString()).isEqualTo("uploaded");
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void takesAWholeFilmInOneRequestWithoutRange() {
    assertThat(this.http.send("PUT", session(100), film(100)).status()).isEqualTo(201);
  }

  @Test
  void storesNothingThatDoesNotFollow() {
    URI session = session(3 * CHUNK);
    Answer gap = put(session, film(CHUNK), "bytes 262144-524287/786432");
    assertThat(gap.status()).isEqualTo(308);
    assertThat(gap.header("Range")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bytes 0-999/786432",
    "bytes 0-262143/800000",
    "bytes 0-262144/786432",
    "bytes 0-/786432",
    "bytes */786432"
  })
  void refusesRangesThatDoNotAgree(String range) {
    Answer answer =
        put(session(3 * CHUNK), range.contains("999") ? film(1000) : film(CHUNK), range);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refusesABadTokenThatComesWithBytes() {
    Answer answer =
        this.http.send("PUT", session(100), film(100), "Authorization", "Bearer ya29.invented");
    assertRefusal(answer, 401, "authError");
  }

  @Test
  void answersAProbeByWhatItHolds() {
    URI session = session(CHUNK + 10);
    assertThat(put(session, NONE, "bytes */262154").header("Range")).isEmpty();
    put(session, film(CHUNK), "bytes 0-262143/262154");
    assertThat(put(session, NONE, "bytes */262154").header("Range")).isEqualTo("bytes=0-262143");
    put(session, new byte[10], "bytes 262144-262153/262154");
    Answer finished = put(session, NONE, "bytes */262154");
    assertThat(finished.status()).isEqualTo(200);
    assertThat(finished.json().path("id").asString()).isEqualTo("vid00000001");
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void knowsNoSessionThatExpired() {
    URI session = session(100);
    this.clock.advance(Duration.ofDays(7));
    assertThat(put(session, NONE, "bytes */100").status()).isEqualTo(404);
  }

  @Test
  void keepsOnlyAPartWhenToldTo() {
    URI session = session(3 * CHUNK);
    this.youtube.keepOnly(1000);
    Answer answer = put(session, film(CHUNK), "bytes 0-262143/786432");
    assertThat(answer.header("Range")).isEqualTo("bytes=0-999");
  }

  @Test
  void takesTheLastChunkAndDropsTheConnectionWhenToldTo() {
    URI session = session(100);
    this.youtube.failNext(Fault.TAKE_THEN_500);
    assertThat(put(session, film(100), "bytes 0-99/100").status()).isEqualTo(500);
    assertThat(put(session, NONE, "bytes */100").status()).isEqualTo(200);
  }

  @Test
  void ordersAFaultByTheWordsOfTheSession() {
    byte[] resource = resource("A title", "#simulate-refuse-502").getBytes(StandardCharsets.UTF_8);
    URI session = URI.create(begin(UPLOAD, resource, 100, "video/mp4").header("Location"));
    assertThat(put(session, film(100), "bytes 0-99/100").status()).isEqualTo(502);
  }

  @Test
  void keepsVideosOfUnauditedProjectsPrivate() {
    this.youtube.beUnaudited();
    assertThat(video(uploaded(100), "status").path("privacyStatus").asString())
        .isEqualTo("private");
  }

  private JsonNode video(String id, String part) {
    return call("GET", VIDEOS + "?part=" + part + "&id=" + id, "")
        .json()
        .path("items")
        .path(0)
        .path(part);
  }

  @Test
  void processesForAWhile() {
    String id = uploaded(100);
    assertThat(video(id, "status").path("uploadStatus").asString()).isEqualTo("uploaded");
    assertThat(video(id, "processingDetails").path("processingStatus").asString())
        .isEqualTo("processing");
    this.clock.advance(Duration.ofSeconds(20));
    assertThat(video(id, "status").path("uploadStatus").asString()).isEqualTo("processed");
  }

  @Test
  void failsWhatIsNoFilm() {
    put(session(100), new byte[100], "bytes 0-99/100");
    this.clock.advance(Duration.ofSeconds(20));
    assertThat(video("vid00000001", "status").path("failureReason").asString())
        .isEqualTo("invalidFile");
    assertThat(this.youtube.publications()).isEmpty();
  }

  @Test
  void rejectsTheSameFilmTwice() {
    uploaded(100);
    String twice = uploaded(100);
    this.clock.advance(Duration.ofSeconds(20));
    assertThat(video(twice, "status").path("rejectionReason").asString()).isEqualTo("duplicate");
  }

  @Test
  void showsNumbersAsTexts() {
    assertThat(video(uploaded(100), "statistics").path("viewCount").isString()).isTrue();
  }

  @Test
  void namesTheOwnChannelAndItsUploads() {
    uploaded(100);
    JsonNode channel =
        call("GET", "/youtube/v3/channels?part=contentDetails&mine=true", "")
            .json()
            .path("items")
            .path(0);
    assertThat(channel.path("id").asString()).isEqualTo(YoutubeSimulator.CHANNEL_ID);
    String uploads =
        channel.path("contentDetails").path("relatedPlaylists").path("uploads").asString();
    String path = "/youtube/v3/playlistItems?part=snippet,contentDetails&playlistId=";
    assertThat(call("GET", path + uploads, "").json().path("items").size()).isEqualTo(1);
    assertRefusal(call("GET", path + "UUnobody", ""), 404, "playlistNotFound");
    assertRefusal(call("GET", path + uploads + "&maxResults=51", ""), 400, "invalidParameter");
    assertRefusal(call("GET", "/youtube/v3/channels?part=id", ""), 400, "missingRequiredParameter");
  }

  @Test
  void clearsWhatAnUpdateLeavesOut() {
    String id = uploaded(100);
    String body = "{\"id\":\"%s\",\"snippet\":{\"title\":\"New\",\"categoryId\":\"25\"}}";
    assertThat(call("PUT", VIDEOS + "?part=snippet", body.formatted(id)).status()).isEqualTo(200);
    assertThat(video(id, "snippet").path("title").asString()).isEqualTo("New");
    assertThat(video(id, "snippet").has("description")).isFalse();
  }

  @Test
  void refusesAnUpdateWithoutTitleOrCategoryOrVideo() {
    String id = uploaded(100);
    for (String snippet : new String[] {"{\"title\":\"New\"}", "{\"categoryId\":\"25\"}"}) {
      String body = "{\"id\":\"%s\",\"snippet\":%s}".formatted(id, snippet);
      assertRefusal(call("PUT", VIDEOS + "?part=snippet", body), 400, "invalidVideoMetadata");
    }
    assertRefusal(call("PUT", VIDEOS + "?part=snippet", "{\"id\":\"x\"}"), 404, "videoNotFound");
  }

  @Test
  void deletesOnce() {
    String path = VIDEOS + "?id=" + uploaded(100);
    assertThat(call("DELETE", path, "").status()).isEqualTo(204);
    assertRefusal(call("DELETE", path, ""), 404, "videoNotFound");
  }

  @Test
  void refusesThumbnailsThatAreNoPictureOrOfAnUnverifiedChannel() {
    String path = "/upload/youtube/v3/thumbnails/set?videoId=" + uploaded(100);
    assertRefusal(call("POST", path, "no picture"), 400, "invalidImage");
    assertRefusal(call("POST", path, ""), 400, "mediaBodyRequired");
    assertRefusal(
        call("POST", "/upload/youtube/v3/thumbnails/set?videoId=x", "."), 404, "videoNotFound");
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 0};
    assertThat(
            this.http
                .send("POST", at(path), jpeg, "Authorization", "Bearer " + this.token)
                .status())
        .isEqualTo(200);
    this.youtube.beUnverified();
    assertRefusal(call("POST", path, "no picture"), 403, "forbidden");
  }
}
