// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.simulator.FacebookSimulatorTests.assertError;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.channel.SampleFilm;
import org.storycast.simulator.RawRequests.Answer;

/** Each rule of photos, videos, tokens and numbers is broken once by a raw request. */
class FacebookMediaTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String PAGE = FacebookSimulator.PAGE_ID;
  private static final byte[] PICTURE = PictureSite.picture("jpeg", 300, 200);

  private final MutableClock clock = new MutableClock(NOON);
  private final FacebookSimulator facebook = new FacebookSimulator(this.clock);

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  @Test
  void attachesAPhotoOnce() {
    String photo = photo("published=false", PICTURE).json().path("id").asString();
    assertThat(attach(photo).status()).isEqualTo(200);
    assertThat(this.facebook.publications().getFirst().media()).hasSize(1);
    assertError(attach(photo), 100, 1366051, "already posted");
    String other = photo("published=false", PICTURE).json().path("id").asString();
    assertThat(
            post("/feed", "message=b&attached_media[0]=%7B%22media_fbid%22:%22" + other + "%22%7D")
                .status())
        .isEqualTo(200);
  }

  @Test
  void refusesPhotosThatAreUnknownForeignOrExpired() {
    assertError(attach("17"), 100, 0, "Invalid media_fbid 17");
    assertError(attach(this.facebook.addForeignPhoto()), 100, 0, "Invalid media_fbid");
    String photo = photo("published=false", PICTURE).json().path("id").asString();
    this.clock.advance(Duration.ofHours(24));
    assertError(attach(photo), 100, 0, "Invalid media_fbid");
    assertError(post("/feed", "message=a&attached_media=17"), 100, 0, "must be an array");
  }

  @Test
  void refusesALinkBesidePhotos() {
    String photo = photo("published=false", PICTURE).json().path("id").asString();
    assertError(
        post(
            "/feed",
            "link=https://courier.example.com/1&attached_media=%5B%7B%22media_fbid%22:%22"
                + photo
                + "%22%7D%5D"),
        100,
        0,
        "Only one of");
  }

  @Test
  void refusesPhotosThatAreNoneOrTooLargeOrTemporaryAndPublished() {
    byte[] large = Arrays.copyOf(PICTURE, 4 * 1024 * 1024 + 1);
    assertError(photo("published=false", large), 100, 1366046, "smaller than 4 MB");
    assertError(
        photo("published=false", "no picture".getBytes(StandardCharsets.US_ASCII)),
        100,
        1366046,
        "JPG or PNG");
    assertError(photo("temporary=true", PICTURE), 100, 0, "temporary");
    assertError(post("/photos", "url=nowhere"), 100, 0, "url or source");
  }

  @Test
  void takesAVideoPieceByPieceAndShowsItWhenItIsProcessed() {
    byte[] film = film();
    Answer started = post("/videos", "upload_phase=start&file_size=" + film.length);
    String session = started.json().path("upload_session_id").asString();
    String video = started.json().path("video_id").asString();
    assertError(finish(session), 100, 0, "has not been uploaded");
    send(session, started, film);
    assertThat(finish(session).json().path("success").asBoolean()).isTrue();
    assertThat(finish(session).json().path("success").asBoolean()).isTrue();
    assertThat(this.facebook.publications()).hasSize(1);
    assertThat(this.facebook.publications().getFirst().id()).isEqualTo(video);
    assertThat(status(video, "publishing_phase")).isEqualTo("not_started");
    this.clock.advance(Duration.ofSeconds(20));
    assertThat(status(video, "publishing_phase")).isEqualTo("complete");
  }

  @Test
  void refusesPiecesThatAreNotAskedFor() {
    byte[] film = film();
    assertError(post("/videos", "upload_phase=start"), 100, 0, "file_size");
    assertError(post("/videos", "upload_phase=middle"), 100, 0, "upload_phase");
    Answer started = post("/videos", "upload_phase=start&file_size=" + film.length);
    String session = started.json().path("upload_session_id").asString();
    int end = Integer.parseInt(started.json().path("end_offset").asString());
    byte[] piece = Arrays.copyOf(film, end);
    assertError(transfer(session, "1", piece), 1363037, 0, "offset");
    assertError(transfer(session, "0", Arrays.copyOf(film, end - 1)), 1363037, 0, "offset");
    assertError(transfer("17", "0", piece), 1363041, 0, "session");
    this.clock.advance(Duration.ofHours(24));
    assertError(transfer(session, "0", piece), 1363041, 0, "session");
    assertError(finish(session), 1363041, 0, "session");
  }

  @Test
  void refusesAVideoThatIsNone() {
    byte[] none = "no film at all".getBytes(StandardCharsets.US_ASCII);
    Answer started = post("/videos", "upload_phase=start&file_size=" + none.length);
    String session = started.json().path("upload_session_id").asString();
    send(session, started, none);
    assertError(finish(session), 352, 1363024, "format");
  }

  @Test
  void tellsThatAFilmFailed() {
    byte[] film = film();
    Answer started = post("/videos", "upload_phase=start&file_size=" + film.length);
    send(started.json().path("upload_session_id").asString(), started, film);
    this.facebook.failFilms();
    String video = started.json().path("video_id").asString();
    assertThat(status(video, "processing_phase")).isEqualTo("error");
  }

  @Test
  void editsAndDeletesAVideoAndTellsItsNumbers() {
    byte[] film = film();
    Answer started = post("/videos", "upload_phase=start&file_size=" + film.length);
    String session = started.json().path("upload_session_id").asString();
    String path = "/v24.0/" + started.json().path("video_id").asString();
    send(session, started, film);
    finish(session);
    assertThat(call("POST", path, "description=Snow").status()).isEqualTo(200);
    assertThat(this.facebook.publications().getFirst().text()).isEqualTo("Snow");
    assertThat(
            call("GET", path + "?fields=views,likes.limit(0).summary(true)", "")
                .json()
                .path("views")
                .asInt())
        .isEqualTo(21);
    assertError(call("GET", path + "?fields=shares", ""), 100, 0, "nonexisting field (shares)");
    assertThat(call("DELETE", path, "").status()).isEqualTo(200);
    assertError(call("DELETE", path, ""), 100, 33, "does not exist");
  }

  @Test
  void refusesMetricsThatEnded() {
    String post = post("/feed", "message=Rain").json().path("id").asString();
    String insights = "/v24.0/" + post + "/insights?metric=";
    assertThat(call("GET", insights + "post_clicks", "").json().at("/data/0/name").asString())
        .isEqualTo("post_clicks");
    assertError(call("GET", insights + "post_impressions", ""), 100, 0, "valid insights metric");
  }

  @Test
  void tellsTheAppAloneWhatATokenIsWorth() {
    String question = "/v24.0/debug_token?input_token=" + FacebookSimulator.PAGE_TOKEN;
    assertError(call("GET", question, ""), 190, 0, "Cannot parse");
    String app = FacebookSimulator.APP_ID + "|" + FacebookSimulator.APP_SECRET;
    Map<String, String> headers = Map.of("Authorization", "Bearer " + app);
    this.facebook.endTokenAt(NOON.plusSeconds(60), NOON.plusSeconds(90));
    Answer told = RawRequests.send("GET", address(question), headers, (String) null);
    assertThat(told.json().at("/data/is_valid").asBoolean()).isTrue();
    assertThat(told.json().at("/data/expires_at").asLong()).isEqualTo(NOON.getEpochSecond() + 60);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(
            RawRequests.send("GET", address(question), headers, (String) null)
                .json()
                .at("/data/is_valid")
                .asBoolean())
        .isFalse();
    assertError(
        RawRequests.send("GET", address("/v24.0/debug_token"), headers, (String) null),
        100,
        0,
        "input_token");
  }

  @Test
  void tellsOfThePageWhatIsAskedFor() {
    String page = "/v24.0/" + PAGE;
    assertThat(call("GET", page + "?fields=name", "").json().path("name").asString())
        .isEqualTo("Steppe Courier");
    assertError(call("GET", page + "?fields=tasks", ""), 100, 0, "nonexisting field (tasks)");
  }

  private static byte[] film() {
    try (var in = SampleFilm.small().open(SampleFilm.small().attachment("film"))) {
      return in.readAllBytes();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private void send(String session, Answer started, byte[] film) {
    Answer answer = started;
    int from = 0;
    int to = Integer.parseInt(answer.json().path("end_offset").asString());
    while (from < to) {
      answer = transfer(session, Integer.toString(from), Arrays.copyOfRange(film, from, to));
      from = Integer.parseInt(answer.json().path("start_offset").asString());
      to = Integer.parseInt(answer.json().path("end_offset").asString());
    }
  }

  private Answer transfer(String session, String offset, byte[] piece) {
    return multipart(
        "/videos",
        "upload_phase=transfer&upload_session_id=%s&start_offset=%s".formatted(session, offset),
        "video_file_chunk",
        piece);
  }

  private Answer finish(String session) {
    return post("/videos", "upload_phase=finish&description=Rain&upload_session_id=" + session);
  }

  private String status(String video, String phase) {
    return call("GET", "/v24.0/" + video + "?fields=status", "")
        .json()
        .at("/status/" + phase + "/status")
        .asString();
  }

  private Answer photo(String fields, byte[] bytes) {
    return multipart("/photos", fields, "source", bytes);
  }

  private Answer attach(String photo) {
    return post(
        "/feed", "message=a&attached_media=%5B%7B%22media_fbid%22:%22" + photo + "%22%7D%5D");
  }

  private Answer multipart(String edge, String fields, String name, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String field : fields.split("&")) {
      String[] pair = field.split("=");
      body.writeBytes(part("name=\"%s\"".formatted(pair[0]), pair[1].getBytes()));
    }
    body.writeBytes(part("name=\"%s\"; filename=\"a\"".formatted(name), file));
    body.writeBytes("--x--\r\n".getBytes(StandardCharsets.US_ASCII));
    return RawRequests.send(
        "POST",
        address("/v24.0/" + PAGE + edge),
        Map.of("Content-Type", "multipart/form-data; boundary=x", "Authorization", bearer()),
        HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  private static byte[] part(String disposition, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    part.writeBytes(
        "--x\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(disposition).getBytes());
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return part.toByteArray();
  }

  private Answer post(String edge, String form) {
    return call("POST", "/v24.0/" + PAGE + edge, form);
  }

  private Answer call(String method, String path, String form) {
    return RawRequests.send(
        method,
        address(path),
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", bearer()),
        form.isEmpty() ? (String) null : form);
  }

  private URI address(String path) {
    return URI.create(this.facebook.address() + path);
  }

  private static String bearer() {
    return "Bearer " + FacebookSimulator.PAGE_TOKEN;
  }
}
