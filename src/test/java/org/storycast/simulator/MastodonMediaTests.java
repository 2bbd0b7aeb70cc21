// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.simulator.MastodonCalls.STATUSES;
import static org.storycast.simulator.MastodonCalls.assertError;
import static org.storycast.simulator.MastodonCalls.idOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;
import org.storycast.simulator.RawRequests.Answer;

class MastodonMediaTests {

  private static final String UPLOAD = "/api/v2/media";
  private static final String MEDIA = "/api/v1/media/";
  private static final byte[] BYTES = {1, 2, 3};

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final MastodonSimulator mastodon = new MastodonSimulator(this.clock);
  private final MastodonCalls calls = new MastodonCalls(this.mastodon);

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  private Answer attach(String... ids) {
    return this.calls.post(Map.of("status", "Rain", "media_ids", List.of(ids)));
  }

  @Test
  void pictureIsReadyAtOnce() {
    Answer answer = this.calls.upload(UPLOAD, "file", "image/jpeg", BYTES);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("type").asString()).isEqualTo("image");
    assertThat(answer.json().path("url").asString()).startsWith("https://");
    assertThat(attach(idOf(answer)).json().path("media_attachments").size()).isEqualTo(1);
    assertThat(this.mastodon.publications().getFirst().media().getFirst().bytes()).isEqualTo(BYTES);
  }

  @Test
  void filmIsReadyWhenItWasAskedForOftenEnough() {
    this.mastodon.processFor(2);
    Answer answer = this.calls.upload(UPLOAD, "file", "video/mp4", BYTES);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("url").isNull()).isTrue();
    assertError(attach(idOf(answer)), 422, "have not finished processing");
    assertThat(this.calls.get(MEDIA + idOf(answer)).status()).isEqualTo(206);
    assertThat(this.calls.get(MEDIA + idOf(answer)).status()).isEqualTo(200);
    assertThat(attach(idOf(answer)).status()).isEqualTo(200);
  }

  @Test
  void olderFormWaitsForAFilm() {
    assertThat(this.calls.upload("/api/v1/media", "file", "video/mp4", BYTES).status())
        .isEqualTo(200);
  }

  @Test
  void processingMayFail() {
    String id = this.calls.upload("video/mp4");
    this.mastodon.failProcessing(id);
    assertThat(this.calls.get(MEDIA + id).status()).isEqualTo(422);
    assertThat(attach(id).status()).isEqualTo(422);
  }

  @Test
  void refusesFilesThatItDoesNotTake() {
    assertError(
        this.calls.upload(UPLOAD, "file", "application/pdf", BYTES),
        422,
        "File content type is invalid, File is invalid");
    assertError(this.calls.upload(UPLOAD, "file", "", BYTES), 422, "File content type is invalid");
    assertError(this.calls.upload(UPLOAD, "picture", "image/png", BYTES), 422, "can't be blank");
    assertError(this.calls.call("POST", UPLOAD, Map.of("file", "abc")), 422, "can't be blank");
  }

  @Test
  void refusesFilesThatAreTooLarge() {
    this.mastodon.limitMedia(10, 20, 2_000);
    assertThat(this.calls.upload(UPLOAD, "file", "image/png", new byte[10]).status())
        .isEqualTo(200);
    assertError(
        this.calls.upload(UPLOAD, "file", "image/png", new byte[11]), 422, "must be less than");
    assertThat(this.calls.upload(UPLOAD, "file", "video/mp4", new byte[20]).status())
        .isEqualTo(202);
    assertError(
        this.calls.upload(UPLOAD, "file", "video/mp4", new byte[21]), 422, "must be less than");
    assertThat(this.calls.upload(UPLOAD, "file", "image/png", new byte[2_000]).status())
        .isEqualTo(413);
  }

  @Test
  void refusesMoreThanFourAndMixtures() {
    String[] five = new String[5];
    for (int picture = 0; picture < 5; picture++) {
      five[picture] = this.calls.upload("image/png");
    }
    assertError(attach(five), 422, "Cannot attach more than 4 files");
    assertThat(attach(five[0], five[1], five[2], five[3]).status()).isEqualTo(200);
    String film = this.calls.upload("video/mp4");
    assertError(
        attach(five[4], film), 422, "Cannot attach a video to a post that already contains images");
    assertError(
        this.calls.post(
            Map.of(
                "status",
                "Rain",
                "media_ids",
                List.of(five[4]),
                "poll",
                Map.of("options", List.of("a", "b"), "expires_in", 300))),
        422,
        "Cannot attach more than 4 files");
  }

  @Test
  void bindsAFileToOneStatusAndOneAccount() {
    String id = this.calls.upload("image/png");
    MastodonCalls somebody = this.calls.as(MastodonSimulator.FOREIGN_TOKEN);
    Map<String, Object> foreign = Map.of("status", "Rain", "media_ids", List.of(id));
    assertError(somebody.post(foreign), 422, "Media %s not found".formatted(id));
    assertError(somebody.get(MEDIA + id), 404, "Record not found");
    assertThat(attach(id).status()).isEqualTo(200);
    assertError(attach(id), 422, "not found or already attached to another post");
    assertError(attach("17"), 422, "Media 17 not found");
    assertError(this.calls.call("DELETE", MEDIA + id, null), 404, "Record not found");
  }

  @Test
  void editWithoutTheFilesTakesThemAway() {
    String id = this.calls.upload("image/png");
    String status = idOf(attach(id));
    Map<String, Object> kept = Map.of("status", "Snow", "media_ids", List.of(id));
    Answer edited = this.calls.call("PUT", STATUSES + "/" + status, kept);
    assertThat(edited.json().path("media_attachments").size()).isEqualTo(1);
    Answer bare = this.calls.call("PUT", STATUSES + "/" + status, Map.of("status", "Snow"));
    assertThat(bare.json().path("media_attachments").size()).isZero();
    assertThat(attach(id).status()).isEqualTo(200);
  }

  @Test
  void describesAndDeletesWhatIsNotAttached() {
    String id = this.calls.upload("image/png");
    Answer described = this.calls.call("PUT", MEDIA + id, Map.of("description", "A bridge"));
    assertThat(described.json().path("description").asString()).isEqualTo("A bridge");
    assertError(
        this.calls.call("PUT", MEDIA + id, Map.of("description", "a".repeat(1_501))),
        422,
        "Description is too long");
    assertThat(this.calls.call("DELETE", MEDIA + id, null).status()).isEqualTo(200);
    assertError(this.calls.get(MEDIA + id), 404, "Record not found");
  }

  @Test
  void refusesThe31stFileInHalfAnHour() {
    for (int file = 0; file < 30; file++) {
      assertThat(this.calls.upload("image/png")).isNotEmpty();
    }
    assertError(this.calls.upload(UPLOAD, "file", "image/png", BYTES), 429, "Too many requests");
    this.clock.advance(Duration.ofMinutes(30));
    assertThat(this.calls.upload("image/png")).isNotEmpty();
  }
}
