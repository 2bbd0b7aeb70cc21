// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.YoutubeSimulator;
import tools.jackson.databind.JsonNode;

class YoutubeUploadTests {

  private static final SampleFilm FILM = SampleFilm.ofSize(3 * YoutubeSettings.CHUNK_UNIT + 1000);
  private static final String UPLOADS = "/upload/youtube/v3/videos";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final YoutubeSimulator youtube = new DescribedYoutube(this.clock);
  private final AccessTokens tokens = TestTokens.fresh(this.clock);
  private final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "youtube-en"), this.clock);
  private final Post post = YoutubeAccount.post(FILM);

  @AfterEach
  void stopSimulator() {
    this.youtube.close();
  }

  private YoutubePublisher publisher(String... settings) {
    return (YoutubePublisher)
        new YoutubeFactory(this.tokens, FILM, this.clock)
            .open(YoutubeAccount.at(this.youtube.address(), settings));
  }

  private JsonNode metadata() {
    return this.youtube.requests().stream()
        .filter(it -> it.method().equals("POST") && it.path().equals(UPLOADS))
        .findFirst()
        .orElseThrow()
        .json();
  }

  @Test
  void keepsTheWholeAccountQuietUntilMidnightInCaliforniaWhenTheUploadsAreUsedUp() {
    this.youtube.useUpUploads();
    publisher().publish(this.post, this.memory.attempt());
    assertThat(this.memory.quietUntil()).hasValue(Instant.parse("2026-11-21T08:00:00Z"));
  }

  @Test
  void keepsQuietForADayWhenTheChannelTakesNoMore() {
    this.youtube.limitChannelTo(0);
    publisher().publish(this.post, this.memory.attempt());
    assertThat(this.memory.quietUntil()).hasValue(this.clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void plansForNoMoreThanItsShareOfTheProjectsUploads() {
    assertThat(publisher().profile().rateLimit().permits()).isEqualTo(100);
    assertThat(publisher("uploads-per-day", "40").profile().rateLimit().permits()).isEqualTo(40);
  }

  @Test
  void goesOnWithANewTokenWhenTheOldOneEndsInTheMiddle() {
    this.youtube.failNext(
        it -> it.header("content-range").orElse("").startsWith("bytes 524288"),
        Fault.REFUSE_CREDENTIALS);
    assertThat(publisher().publish(this.post, this.memory.attempt()))
        .isInstanceOf(Outcome.Underway.class);
    assertThat(this.youtube.refreshes()).isEqualTo(2);
    assertThat(this.youtube.publications().getFirst().media().getFirst().bytes())
        .isEqualTo(FILM.bytes());
  }

  @Test
  void waitsForAVideoThatYoutubeShowsLate() {
    this.youtube.hideVideosFor(Duration.ofMinutes(5));
    YoutubePublisher publisher = publisher();
    Outcome outcome = publisher.publish(this.post, this.memory.attempt());
    while (outcome instanceof Outcome.Underway underway) {
      this.clock.set(underway.askAgainAt());
      outcome = publisher.follow(this.post, underway.handle(), this.memory.attempt());
    }
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void saysEverythingThatYoutubeWantsDeclared() {
    publisher("made-for-kids", "true", "synthetic-media", "true", "category-id", "17")
        .publish(this.post, this.memory.attempt());
    JsonNode status = metadata().path("status");
    assertThat(status.path("selfDeclaredMadeForKids").asBoolean()).isTrue();
    assertThat(status.path("containsSyntheticMedia").asBoolean()).isTrue();
    assertThat(status.path("privacyStatus").asString()).isEqualTo("public");
    assertThat(status.has("publishAt")).isFalse();
    assertThat(metadata().path("snippet").path("categoryId").asString()).isEqualTo("17");
  }

  @Test
  void staysUnderwayUntilYoutubeShowsWhatIsPublishedLater() {
    YoutubePublisher publisher = publisher("publish-after", "10m");
    publisher.publish(this.post, this.memory.attempt());
    assertThat(metadata().path("status").path("privacyStatus").asString()).isEqualTo("private");
    assertThat(metadata().path("status").path("publishAt").asString())
        .isEqualTo("2026-11-20T12:10:00Z");
    this.clock.advance(Duration.ofMinutes(1));
    Outcome waiting = publisher.follow(this.post, "vid00000001", this.memory.attempt());
    assertThat(waiting)
        .isEqualTo(new Outcome.Underway("vid00000001", Instant.parse("2026-11-20T12:10:30Z")));
    this.clock.set(Instant.parse("2026-11-20T12:10:30Z"));
    assertThat(publisher.follow(this.post, "vid00000001", this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Published.class,
            published ->
                assertThat(published.receipt().evidence())
                    .containsEntry("privacyStatus", "public")
                    .doesNotContainKey("warning"));
  }

  @Test
  void doesNotTakeAProxysWordForADeletion() {
    this.youtube.answerNext(
        it -> it.method().equals("DELETE"), SimulatorReply.html(404, "Not found"));
    publisher().publish(this.post, this.memory.attempt());
    Outcome outcome =
        publisher()
            .remove(Receipt.of("vid00000001", null, this.clock.instant()), this.memory.attempt());
    assertThat(outcome).isNotInstanceOf(Outcome.Published.class);
    assertThat(this.youtube.requests()).extracting(SimulatorRequest::method).contains("DELETE");
  }
}
