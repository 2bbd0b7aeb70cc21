// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.YoutubeSimulator;
import tools.jackson.databind.JsonNode;

class YoutubePublisherTests extends YoutubeBench {

  private List<String> ranges() {
    return this.youtube.requests().stream()
        .flatMap(request -> request.header("content-range").stream())
        .toList();
  }

  private static boolean isPut(SimulatorRequest request) {
    return request.header("content-range").isPresent();
  }

  @Test
  void sendsAFilmInChunksThatAddUp() {
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges())
        .containsExactly(
            "bytes 0-262143/787432",
            "bytes 262144-524287/787432",
            "bytes 524288-786431/787432",
            "bytes 786432-787431/787432");
    assertThat(this.youtube.publications().getFirst().media().getFirst().bytes())
        .isEqualTo(FILM.bytes());
  }

  @Test
  void storesTheSessionBeforeTheFirstByteAndCommitsBeforeTheLast() {
    publish();
    assertThat(this.memory.writes())
        .containsExactly("checkpoint:session", "committing:upload", "checkpoint:upload");
  }

  @Test
  void goesOnWhereAnEarlierAttemptStopped() {
    this.youtube.failNext(
        request -> request.header("content-range").orElse("").startsWith("bytes 524288"),
        Fault.REFUSE_DROP);
    assertThat(publish()).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges().subList(3, 6))
        .containsExactly(
            "bytes */787432", "bytes 524288-786431/787432", "bytes 786432-787431/787432");
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void sendsAgainWhatYoutubeDidNotKeep() {
    this.youtube.keepOnly(1000);
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges()).element(1).isEqualTo("bytes 1000-263143/787432");
    assertThat(this.youtube.publications().getFirst().media().getFirst().bytes())
        .isEqualTo(FILM.bytes());
  }

  @Test
  void beginsAnewWhenTheSessionExpiredBeforeTheLastByte() {
    this.youtube.failNext(YoutubePublisherTests::isPut, Fault.REFUSE_502);
    publish();
    this.youtube.expireSessions();
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void warnsWhenYoutubeKeepsTheVideoPrivate() {
    this.youtube.beUnaudited();
    assertThat(published().evidence())
        .containsEntry("privacyStatus", "private")
        .hasEntrySatisfying("warning", warning -> assertThat(warning).contains("unaudited"));
  }

  @Test
  void namesTheShortsAddress() {
    assertThat(published().address()).hasToString("https://www.youtube.com/shorts/vid00000001");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "rejected/duplicate, DUPLICATE",
    "rejected/length, MEDIA",
    "rejected/copyright, MODERATION",
    "rejected/termsOfUse, MODERATION",
    "failed/codec, MEDIA",
    "failed/invalidFile, MEDIA"
  })
  void saysWhatProcessingEndedWith(String result, FailureReason reason) {
    this.youtube.processTo(result);
    publish();
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().follow(this.post, "vid00000001", this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @Test
  void closesTheChannelWhenTheUploadersAccountIsSuspended() {
    this.youtube.processTo("rejected/uploaderAccountSuspended");
    publish();
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().follow(this.post, "vid00000001", this.memory.attempt()))
        .isInstanceOf(Outcome.ChannelClosed.class);
  }

  @Test
  void staysUnderwayWhileYoutubeProcesses() {
    publish();
    assertThat(publisher().follow(this.post, "vid00000001", this.memory.attempt()))
        .isEqualTo(new Outcome.Underway("vid00000001", this.clock.instant().plusSeconds(30)));
  }

  @Test
  void waitsUntilMidnightInCaliforniaWhenTheQuotaIsUsedUp() {
    this.youtube.useUpUploads();
    assertThat(publish())
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> {
              assertThat(later.reason()).isEqualTo(FailureReason.QUOTA);
              assertThat(later.notBefore()).isEqualTo(Duration.ofHours(20));
            });
    assertThat(this.memory.writes()).isEmpty();
  }

  @Test
  void waitsADayWhenTheChannelTakesNoMore() {
    this.youtube.limitChannelTo(0);
    assertThat(publish())
        .isEqualTo(
            new Outcome.TryLater(
                FailureReason.QUOTA,
                "YouTube answered HTTP 400 uploadLimitExceeded: \"The user has exceeded the number"
                    + " of videos they may upload.\"",
                Duration.ofHours(24)));
  }

  @Test
  void refreshesItsTokenOnceAndGoesOnWhenYoutubeForgetsIt() {
    publish();
    this.youtube.forgetAccessTokens();
    publisher().follow(this.post, "vid00000001", this.memory.attempt());
    assertThat(this.youtube.refreshes()).isEqualTo(2);
  }

  @Test
  void closesTheChannelWhenTheConsentIsRevoked() {
    this.youtube.revoke();
    assertThat(publish())
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> {
              assertThat(closed.reason()).isEqualTo(FailureReason.CREDENTIALS);
              assertThat(closed.detail())
                  .contains("invalid_grant")
                  .contains("connect the account again in the console");
            });
  }

  @Test
  void closesTheChannelWhenTheScopesAreTooFew() {
    this.youtube.agreeTo("youtube.readonly");
    assertThat(publish())
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.reason()).isEqualTo(FailureReason.PERMISSION));
  }

  @Test
  void doesNotPublishOnAnotherChannelThanTheOperatorNamed() {
    YoutubePublisher publisher = publisher("channel-id", "UCsomebodyelse");
    assertThat(publisher.publish(this.post, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains(YoutubeSimulator.CHANNEL_ID));
    assertThat(this.youtube.publications()).isEmpty();
  }

  @Test
  void asksForItsChannelOnlyOnce() {
    YoutubePublisher publisher = publisher("channel-id", YoutubeSimulator.CHANNEL_ID);
    publisher.publish(this.post, this.memory.attempt());
    DeliveryMemory another = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    publisher.publish(this.post, another.attempt());
    assertThat(this.youtube.requests())
        .filteredOn(request -> request.path().endsWith("/channels"))
        .hasSize(1);
  }

  @Test
  void givesItsTokenToNoStrangersHost() {
    this.youtube.answerNextSession(
        SimulatorReply.empty(200).with("Location", "https://upload.example.org/session"));
    assertThat(publish())
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("upload.example.org"));
    assertThat(ranges()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"DROP", "500", "HTML"})
  void beginsASessionLaterWhenNoneCameBack(String what) {
    switch (what) {
      case "DROP" -> this.youtube.failNext(it -> it.path().endsWith("videos"), Fault.REFUSE_DROP);
      case "500" -> this.youtube.answerNextSession(SimulatorReply.html(500, "Oops"));
      default -> this.youtube.answerNextSession(SimulatorReply.html(200, "Welcome"));
    }
    assertThat(publish()).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void editsTheTextsAndKeepsWhatItDoesNotKnow() {
    Receipt receipt = published();
    DeliveryMemory correction =
        new DeliveryMemory(DeliveryKey.of("story", "youtube-en", "correct"), this.clock);
    Outcome outcome =
        publisher().edit(receipt, YoutubeAccount.post(FILM, "Corrected"), correction.attempt());
    assertThat(outcome).isEqualTo(new Outcome.Published(receipt));
    assertThat(this.youtube.publications().getFirst().text()).startsWith("Corrected");
    JsonNode snippet = this.youtube.requests().getLast().json().path("snippet");
    assertThat(snippet.path("categoryId").asString()).isEqualTo("25");
    assertThat(snippet.path("defaultLanguage").asString()).isEqualTo("en");
    assertThat(snippet.has("publishedAt")).isFalse();
  }

  @Test
  void saysThatAnEditFoundNoVideo() {
    Receipt gone = Receipt.of("vid99999999", null, this.clock.instant());
    assertThat(publisher().edit(gone, this.post, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(FailureReason.TARGET_GONE));
  }

  @Test
  void readsNumbersThatComeAsTexts() {
    assertThat(publisher().metrics(published()).counts())
        .isEqualTo(
            Map.of("viewCount", 123L, "likeCount", 4L, "favoriteCount", 0L, "commentCount", 1L));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "privacy, secret",
    "chunk-size, 1000",
    "chunk-size, 262145",
    "base-url, nowhere",
    "made-for-kids, perhaps",
    "client-id, ''"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> publisher(name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
