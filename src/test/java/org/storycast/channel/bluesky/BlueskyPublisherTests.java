// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.FailureReason;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.BlueskySimulator;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;

class BlueskyPublisherTests extends BlueskyBench {

  @Test
  void saysWhereReadersFindThePost() {
    Receipt receipt = published(POST);
    assertThat(receipt.remoteId()).startsWith("at://" + BlueskySimulator.DID);
    assertThat(receipt.address())
        .isEqualTo(
            URI.create(
                "https://bsky.app/profile/%s/post/%s"
                    .formatted(
                        BlueskySimulator.DID,
                        receipt.remoteId().substring(receipt.remoteId().lastIndexOf('/') + 1))));
    assertThat(receipt.publishedAt()).isEqualTo(NOON);
    assertThat(receipt.evidence()).containsKey("cid");
  }

  @Test
  void carriesACardThatLeadsToTheStory() {
    published(POST);
    JsonNode external = record().path("embed").path("external");
    assertThat(external.path("uri").asString()).isEqualTo(BlueskyFixtures.link(KEY).toString());
    assertThat(external.path("title").asString()).isEqualTo("Rain reaches the steppe");
    assertThat(external.path("description").asString()).isEqualTo("The herds return.");
    assertThat(external.path("thumb").path("mimeType").asString()).isEqualTo("image/jpeg");
    assertThat(record().path("langs").path(0).asString()).isEqualTo("en-GB");
    assertThat(record().path("createdAt").asString()).isEqualTo("2026-11-20T12:00:00.000Z");
    assertThat(record().path("text").asString())
        .contains("courier.example.com/steppe/rain-re…")
        .doesNotContain("utm_source");
  }

  @Test
  void carriesPicturesWithWhatTheyShow() {
    published(BlueskyFixtures.with(POST, BlueskyFixtures.pictures(6)), "form", "pictures");
    JsonNode images = record().path("embed").path("images");
    assertThat(images.size()).isEqualTo(4);
    assertThat(images.path(3).path("alt").asString()).contains("picture 3");
    assertThat(images.path(3).path("aspectRatio").path("width").asInt()).isEqualTo(43);
    assertThat(this.bluesky.publications().getFirst().media()).hasSize(4);
  }

  @Test
  void goesOutWithoutPicturesWhereThereAreNone() {
    published(BlueskyFixtures.with(POST, List.of()), "form", "pictures");
    assertThat(record().has("embed")).isFalse();
    assertThat(record().path("facets").size()).isEqualTo(2);
  }

  @Test
  void carriesAFilmWithItsCaptions() {
    published(BlueskyFixtures.with(POST, BlueskyFixtures.film()), "form", "video");
    JsonNode embed = record().path("embed");
    assertThat(embed.path("$type").asString()).isEqualTo("app.bsky.embed.video");
    assertThat(embed.path("video").path("mimeType").asString()).isEqualTo("video/mp4");
    assertThat(embed.path("captions").path(0).path("lang").asString()).isEqualTo("en-GB");
    assertThat(this.bluesky.publications().getFirst().media()).hasSize(2);
  }

  @Test
  void carriesNothingButTheTextWhereThatIsWanted() {
    published(BlueskyFixtures.with(POST, List.of()), "form", "text");
    assertThat(record().has("embed")).isFalse();
    assertThat(requests("uploadBlob")).isEmpty();
  }

  @Test
  void refusesAFilmThatTheServerWouldNotTake() {
    Post post = BlueskyFixtures.with(POST, BlueskyFixtures.film());
    Outcome outcome = publish(post, "form", "video", "blob-limit", "1000");
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
    assertThat(this.bluesky.requests()).isEmpty();
  }

  @Test
  void writesTheSameRecordAtTheSamePlaceHoweverOftenItIsRepeated() {
    this.bluesky.failNext(Fault.REFUSE_DROP, Fault.REFUSE_502);
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofHours(3));
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofHours(3));
    published(POST);
    assertThat(requests("putRecord").stream().map(SimulatorRequest::text).distinct()).hasSize(1);
    assertThat(record().path("createdAt").asString()).startsWith("2026-11-20T12:00:00");
    assertThat(requests("uploadBlob")).hasSize(1);
  }

  @Test
  void looksBeforeItRepeats() {
    this.bluesky.failNext(Fault.TAKE_THEN_DROP);
    assertThat(publish(POST)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(1));
    published(POST);
    assertThat(this.bluesky.commits()).isEqualTo(1);
    assertThat(requests("putRecord")).hasSize(1);
  }

  /** The server itself says that a repeat, even one that did not look, changes nothing. */
  @Test
  void wouldChangeNothingByARepeatThatDidNotLook() {
    this.bluesky.failNext(Fault.TAKE_THEN_DROP);
    publish(POST);
    this.bluesky.answerNext(
        calls("getRecord"),
        SimulatorReply.json(
            400, java.util.Map.of("error", "RecordNotFound", "message", "Could not locate")));
    published(POST);
    assertThat(requests("putRecord")).hasSize(2);
    assertThat(this.bluesky.commits()).isEqualTo(1);
  }

  @Test
  void waitsWhileItCanNotLook() {
    this.bluesky.failNext(Fault.TAKE_THEN_DROP);
    publish(POST);
    this.bluesky.failNext(calls("getRecord"), Fault.REFUSE_502);
    assertThat(((Outcome.TryLater) publish(POST)).reason()).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(this.memory.isInDoubt()).isTrue();
  }

  @Test
  void uploadsAgainWhatTheServerThrewAway() {
    this.bluesky.answerNext(SimulatorReply.html(429, "Wait"));
    publish(POST);
    String before = record().toString();
    this.bluesky.collectBlobs();
    Outcome.TryLater later = (Outcome.TryLater) publish(POST);
    assertThat(later.reason()).isEqualTo(FailureReason.NOT_READY);
    published(POST);
    assertThat(record().toString()).isEqualTo(before);
    assertThat(requests("uploadBlob")).hasSize(2);
  }

  @Test
  void givesUpOnAServerThatLosesEverything() {
    Outcome outcome = null;
    for (int round = 0; round < 4; round++) {
      this.bluesky.answerNext(
          SimulatorReply.json(
              400, java.util.Map.of("error", "BlobNotFound", "message", "Could not find blob")));
      outcome = publish(POST);
    }
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void asksForQuietWhenThePointsAreUsedUp() {
    this.bluesky.leavePoints(2);
    published(POST);
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofHours(1)));
    Outcome outcome = publisher().publish(POST, other().attempt());
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void waitsWhenTheUploadsAreUsedUp() {
    this.bluesky.useUpUploads();
    Outcome.TryLater later = (Outcome.TryLater) publish(POST);
    assertThat(later.reason()).isEqualTo(FailureReason.RATE_LIMITED);
    assertThat(later.notBefore()).isEqualTo(Duration.ofDays(1));
    assertThat(this.memory.writes()).noneMatch(it -> it.startsWith("committing"));
  }

  @Test
  void refusesALongTextWithoutAsking() {
    Outcome outcome = publish(BlueskyFixtures.saying("я".repeat(301), KEY));
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TOO_LONG);
    assertThat(this.bluesky.requests()).isEmpty();
    assertThat(this.memory.writes()).isEmpty();
  }

  /** A family of four is one character and 25 bytes: the bytes are the narrower limit. */
  @Test
  void keepsToTheLimitOfBytesToo() {
    String family = "👨‍👩‍👧‍👦";
    assertThat(publish(BlueskyFixtures.saying(family.repeat(121), KEY)))
        .isInstanceOf(Outcome.Rejected.class);
    published(BlueskyFixtures.saying(family.repeat(120), KEY));
  }

  @Test
  void doesNotPublishForAnotherAccountWhatItBeganForThisOne() {
    this.memory.attempt().checkpoint("begun", "did:plc:other 3k4duaz5vfs2b " + NOON);
    assertThat(((Outcome.ChannelClosed) publish(POST)).reason())
        .isEqualTo(FailureReason.TARGET_GONE);
    assertThat(this.bluesky.publications()).isEmpty();
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @CsvSource({
    "identifier, ''",
    "identifier, the courier",
    "base-url, bsky.social",
    "app-view-url, here",
    "form, gallery",
    "edits, maybe",
    "blob-limit, 0",
    "timeout, soon"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> publisher(name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
