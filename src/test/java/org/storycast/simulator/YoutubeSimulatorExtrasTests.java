// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.simulator.RawHttp.Answer;

class YoutubeSimulatorExtrasTests extends RawYoutube {

  private static final String ITEMS = "/youtube/v3/playlistItems";
  private static final String CAPTIONS =
      "/upload/youtube/v3/captions?part=snippet&uploadType=multipart";
  private static final String SRT = "1\n00:00:00,000 --> 00:00:02,000\nHello";

  private String video = "";

  @BeforeEach
  void upload() {
    this.video = uploaded(100);
    this.youtube.makePlaylist("PLall");
  }

  private Answer insert(String snippet) {
    return call("POST", ITEMS + "?part=snippet", "{\"snippet\":%s}".formatted(snippet));
  }

  private static String item(String playlist, String kind, String id) {
    return "{\"playlistId\":\"%s\",\"resourceId\":{\"kind\":\"%s\",\"videoId\":\"%s\"}}"
        .formatted(playlist, kind, id);
  }

  @Test
  void takesAVideoIntoAPlaylistAsOftenAsItIsPutThere() {
    String item = item("PLall", "youtube#video", this.video);
    assertThat(insert(item).status()).isEqualTo(200);
    assertThat(insert(item).status()).isEqualTo(200);
    assertThat(this.youtube.playlist("PLall")).containsExactly(this.video, this.video);
    String list = ITEMS + "?part=id&playlistId=PLall&videoId=";
    assertThat(call("GET", list + this.video, "").json().path("items").size()).isEqualTo(2);
    assertThat(call("GET", list + "vid00000099", "").json().path("items").size()).isZero();
  }

  @Test
  void refusesItemsThatNameNoPlaylistOrVideo() {
    assertRefusal(insert("{}"), 400, "playlistIdRequired");
    assertRefusal(insert(item("PLall", "youtube#channel", "x")), 400, "resourceIdRequired");
    assertRefusal(insert(item("PLgone", "youtube#video", this.video)), 404, "playlistNotFound");
    assertRefusal(insert(item("PLall", "youtube#video", "vidX")), 404, "videoNotFound");
    String item = item("PLall", "youtube#video", this.video);
    assertRefusal(
        call("POST", ITEMS, "{\"snippet\":%s}".formatted(item)), 400, "missingRequiredParameter");
  }

  private Answer captions(String snippet, String file, String type) {
    String body =
        "--b\r\nContent-Type: application/json\r\n\r\n{\"snippet\":%s}\r\n--b\r\nContent-Type:"
            + " application/octet-stream\r\n\r\n%s\r\n--b--\r\n";
    return this.http.send(
        "POST",
        at(CAPTIONS),
        body.formatted(snippet, file).getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + this.token,
        "Content-Type",
        type);
  }

  private Answer captions(String snippet) {
    return captions(snippet, SRT, "multipart/related; boundary=b");
  }

  private String track(String name) {
    return "{\"videoId\":\"%s\",\"language\":\"en\",\"name\":\"%s\"}".formatted(this.video, name);
  }

  @Test
  void keepsNoTwoTracksOfOneLanguageAndName() {
    assertThat(captions(track("")).status()).isEqualTo(200);
    assertRefusal(captions(track("")), 409, "captionExists");
    assertThat(captions(track("Long")).status()).isEqualTo(200);
    assertThat(this.youtube.captions(this.video)).containsExactly("en/: " + SRT, "en/Long: " + SRT);
    String list = "/youtube/v3/captions?part=snippet&videoId=";
    assertThat(call("GET", list + this.video, "").json().path("items").size()).isEqualTo(2);
    assertRefusal(call("GET", list + "vidX", ""), 404, "videoNotFound");
  }

  @Test
  void refusesCaptionsThatAreIncomplete() {
    assertRefusal(captions("{\"videoId\":\"%s\"}".formatted(this.video)), 400, "invalidMetadata");
    assertRefusal(captions(track("x".repeat(151))), 400, "nameTooLong");
    assertRefusal(captions(track("").replace(this.video, "vidX")), 404, "videoNotFound");
    assertRefusal(
        captions(track(""), "Hello", "multipart/related; boundary=b"), 400, "contentRequired");
    assertRefusal(captions(track(""), SRT, "application/json"), 400, "contentRequired");
    assertRefusal(
        captions(track(""), SRT, "multipart/related; boundary=c"), 400, "contentRequired");
  }

  @ParameterizedTest(name = "{0} may not {1} {2}")
  @CsvSource({
    "youtube, POST, /upload/youtube/v3/captions?part=snippet",
    "youtube, GET, /youtube/v3/captions?part=snippet&videoId=x",
    "youtube.upload, POST, /youtube/v3/playlistItems?part=snippet"
  })
  void refusesWhatTheScopesDoNotCover(String scope, String method, String path) {
    this.youtube.agreeTo(scope);
    this.token = refreshed();
    assertRefusal(call(method, path, "{}"), 403, "insufficientPermissions");
  }

  @Test
  void showsAVideoLateWhenToldTo() {
    this.youtube.hideVideosFor(Duration.ofMinutes(5));
    String list = VIDEOS + "?part=status&id=" + this.video;
    assertThat(call("GET", list, "").json().path("items").size()).isZero();
    this.clock.advance(Duration.ofMinutes(5));
    assertThat(call("GET", list, "").json().path("items").size()).isEqualTo(1);
  }

  @Test
  void showsAVideoToEveryoneAtItsMoment() {
    String resource =
        "{\"snippet\":{\"title\":\"A\"},\"status\":{\"privacyStatus\":\"private\","
            + "\"publishAt\":\"2026-11-20T12:10:00Z\"}}";
    byte[] film = film(101);
    String session =
        begin(UPLOAD, resource.getBytes(StandardCharsets.UTF_8), 101, "video/mp4")
            .header("Location");
    String id = put(URI.create(session), film, "bytes 0-100/101").json().path("id").asString();
    assertThat(privacyOf(id)).isEqualTo("private");
    this.clock.advance(Duration.ofMinutes(10));
    assertThat(privacyOf(id)).isEqualTo("public");
  }

  private String privacyOf(String id) {
    return call("GET", VIDEOS + "?part=status&id=" + id, "")
        .json()
        .path("items")
        .path(0)
        .path("status")
        .path("privacyStatus")
        .asString();
  }
}
