// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.HttpPublisherContract.Refusal;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;

class TiktokPublisherTests extends TiktokBench {

  @Test
  void sendsTheRestWithTheLastChunk() {
    assertThat(publish(LARGE)).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges())
        .containsExactly(
            "bytes 0-5242879/15729640",
            "bytes 5242880-10485759/15729640",
            "bytes 10485760-15729639/15729640");
    assertThat(this.tiktok.publications().getFirst().media().getFirst().bytes())
        .isEqualTo(LARGE.bytes());
  }

  @ParameterizedTest(name = "{0} bytes by {1}")
  @CsvSource({
    "50000123, 10000000, 10000000, 5",
    "4999999, 10000000, 4999999, 1",
    "10000000, 10000000, 10000000, 1",
    "19999999, 10000000, 10000000, 1",
    "20000000, 10000000, 10000000, 2"
  })
  void cutsAsTheGuideSays(long total, int wanted, long size, int count) {
    assertThat(Chunks.of(total, wanted)).isEqualTo(new Chunks(total, size, count));
  }

  @Test
  void storesTheTaskBeforeTheFirstByteAndCommitsBeforeTheLast() {
    publish(LARGE);
    assertThat(this.memory.writes())
        .containsExactly("checkpoint:task", "committing:publish", "checkpoint:publish");
  }

  @Test
  void asksForTheCreatorBeforeEachPost() {
    publish(SMALL);
    assertThat(this.tiktok.requests())
        .extracting(SimulatorRequest::path)
        .containsSubsequence(CREATOR, INIT, "/video/");
  }

  @Test
  void saysEverythingThatTiktokWantsSaid() {
    publish(SMALL, "ai-generated", "true", "disable-duet", "true");
    JsonNode post = initBody().path("post_info");
    assertThat(post.path("privacy_level").asString()).isEqualTo("PUBLIC_TO_EVERYONE");
    assertThat(post.path("is_aigc").asBoolean()).isTrue();
    assertThat(post.path("disable_duet").asBoolean()).isTrue();
    assertThat(post.path("disable_comment").asBoolean()).isFalse();
    assertThat(post.path("brand_content_toggle").asBoolean(true)).isFalse();
    assertThat(post.path("brand_organic_toggle").asBoolean(true)).isFalse();
  }

  @Test
  void keepsOffWhatTheCreatorSwitchedOff() {
    publish(SMALL);
    assertThat(initBody().path("post_info").path("disable_stitch").asBoolean()).isTrue();
  }

  @Test
  void goesOnWhereAnEarlierAttemptStopped() {
    this.tiktok.failNext(
        request -> request.header("content-range").orElse("").startsWith("bytes 5242880-"),
        Fault.REFUSE_DROP);
    assertThat(publish(LARGE)).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish(LARGE)).isInstanceOf(Outcome.Underway.class);
    assertThat(ranges()).filteredOn("bytes 0-5242879/15729640"::equals).hasSize(1);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void neverBeginsAnotherTaskWhileTheFirstMayPost() {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.requests()).filteredOn(it -> it.path().equals(INIT)).hasSize(1);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void beginsAnotherTaskWhenTheAddressOfTheFirstExpired() {
    this.tiktok.failNext(it -> it.path().equals("/video/"), Fault.REFUSE_502);
    publish(LARGE);
    this.clock.advance(Duration.ofHours(1));
    assertThat(publish(LARGE)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.requests()).filteredOn(it -> it.path().equals(INIT)).hasSize(2);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void beginsAnotherTaskWhenTiktokClosedTheUpload() {
    this.tiktok.answerNext(it -> it.path().equals("/video/"), SimulatorReply.empty(403));
    assertThat(publish(SMALL)).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void beginsAnotherTaskAfterAFailureOfTiktoksOwn() {
    this.memory.killAt(2, false);
    this.tiktok.failNextPost("internal");
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.publications()).hasSize(1);
  }

  @Test
  void waitsForModerationBeforeItNamesThePost() {
    this.tiktok.moderateFor(Duration.ofMinutes(3));
    Outcome processed = follow(publish(SMALL));
    assertThat(processed).isInstanceOf(Outcome.Underway.class);
    Outcome moderated = follow(follow(processed));
    Receipt receipt = ((Outcome.Published) moderated).receipt();
    assertThat(receipt.remoteId()).isEqualTo("7400000000000000001");
    assertThat(receipt.address())
        .hasToString("https://www.tiktok.com/@steppecourier/video/7400000000000000001");
  }

  @Test
  void namesTheTaskWhereNotEveryoneMaySeeThePost() {
    Receipt receipt = published("privacy", "SELF_ONLY");
    assertThat(receipt.remoteId()).startsWith("v_pub_file~");
    assertThat(receipt.address()).hasToString("https://www.tiktok.com/@steppecourier");
    assertThat(publisher(SMALL).find(receipt)).isInstanceOf(Finding.Found.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "file_format_check_failed, MEDIA",
    "duration_check_failed, MEDIA",
    "frame_rate_check_failed, MEDIA",
    "picture_size_check_failed, MEDIA",
    "video_pull_failed, MEDIA",
    "internal, UNAVAILABLE",
    "auth_removed, CREDENTIALS",
    "spam_risk_too_many_posts, QUOTA",
    "spam_risk, MODERATION",
    "spam_risk_text, MODERATION",
    "spam_risk_user_banned_from_posting, ACCOUNT_RESTRICTED",
    "publish_cancelled, MODERATION"
  })
  void saysWhyTiktokFailed(String failure, FailureReason reason) {
    this.tiktok.failNextPost(failure);
    assertThat(reasonOf(follow(publish(SMALL)))).isEqualTo(reason);
  }

  static Stream<Refusal> refusals() {
    return TiktokRefusals.coded();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void classifiesRefusalsOfTheBeginning(Refusal refusal) {
    this.tiktok.answerNext(it -> it.path().equals(INIT), refusal.reply());
    if (refusal.name().contains("access_token_invalid")) {
      this.tiktok.answerNext(it -> it.path().equals(INIT), refusal.reply());
    }
    Outcome outcome = publish(SMALL);
    assertThat(outcome).isInstanceOf(refusal.outcome());
    assertThat(reasonOf(outcome)).isEqualTo(refusal.reason());
    assertThat(this.memory.writes()).isEmpty();
  }

  @Test
  void readsRefusalsThatComeWithHttp200() {
    this.tiktok.limitPostsTo(0);
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> {
              assertThat(later.reason()).isEqualTo(FailureReason.QUOTA);
              assertThat(later.notBefore()).isEqualTo(Duration.ofHours(24));
            });
  }

  @Test
  void namesThePrivacyThatTheAccountOffers() {
    this.tiktok.bePrivate();
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("SELF_ONLY").contains("privacy"));
  }

  @Test
  void doesNotFallBackToPrivatePostsWithoutTheAudit() {
    this.tiktok.beUnaudited();
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("unaudited_client"));
    assertThat(this.tiktok.publications()).isEmpty();
  }

  @Test
  void refusesAFilmThatIsTooLongForTheCreator() {
    this.tiktok.limitFilmsTo(Duration.ofSeconds(2));
    assertThat(reasonOf(publish(SMALL))).isEqualTo(FailureReason.MEDIA);
  }

  @Test
  void sendsFilmsToNoStrangersHost() {
    this.tiktok.uploadTo("https://upload.example.org");
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.detail()).contains("upload.example.org"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://open-upload.tiktokapis.com/video/, true",
    "https://upload.us.tiktokapis.com/video/, true",
    "https://tiktokapis.com.example.org/video/, false",
    "https://eviltiktokapis.com/video/, false",
    "http://open-upload.tiktokapis.com/video/, false"
  })
  void knowsTiktoksHosts(String address, boolean allowed) {
    TiktokSettings settings = TiktokSettings.of(TiktokAccount.at(this.tiktok.address()));
    assertThat(settings.mayUploadTo(URI.create(address))).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"privacy, FRIENDS", "chunk-size, 5000000", "chunk-size, 64000001", "client-key, ''"})
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(() -> publisher(SMALL, name, value))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
