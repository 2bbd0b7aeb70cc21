// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.InstagramSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

class InstagramPublisherTests {

  private static final Predicate<SimulatorRequest> MAKES_A_CONTAINER =
      request -> request.method().equals("POST") && request.path().endsWith("/media");
  private static final Predicate<SimulatorRequest> ASKS_A_CONTAINER =
      request -> request.query().getOrDefault("fields", "").equals("status_code,status");
  private static final Predicate<SimulatorRequest> READS_THE_PERMALINK =
      request -> request.query().getOrDefault("fields", "").startsWith("id,permalink");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final InstagramSimulator instagram = new DescribedInstagram(this.clock);
  private final InstagramPublisher publisher = publisher(this.instagram.address());
  private final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "instagram-en", "first"), this.clock);

  private InstagramPublisher publisher(URI api) {
    return (InstagramPublisher)
        InstagramFixtures.factory(this.clock).open(InstagramFixtures.account(api));
  }

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  private Outcome attempt() {
    return attempt(InstagramFixtures.post());
  }

  private Outcome attempt(Post post) {
    return this.publisher.publish(post, this.memory.attempt());
  }

  private Outcome attemptWhenFinished() {
    attempt();
    return attempt();
  }

  @Test
  void waitsForTheContainerAndGoesOnWithIt() {
    assertThat(attempt())
        .isEqualTo(
            new Outcome.TryLater(
                FailureReason.NOT_READY,
                "The container is IN_PROGRESS. In Progress: Media is still being processed.",
                Duration.ofSeconds(10)));
    assertThat(attempt()).isInstanceOf(Outcome.Published.class);
    assertThat(this.instagram.containers()).isEqualTo(1);
  }

  @Test
  void saysWhereReadersFindIt() {
    Receipt receipt = ((Outcome.Published) attemptWhenFinished()).receipt();
    assertThat(receipt.address()).hasToString("https://www.instagram.com/p/Dshort1/");
    assertThat(receipt.publishedAt()).isEqualTo(this.clock.instant());
  }

  @Test
  void isPublishedEvenIfItsAddressCannotBeRead() {
    attempt();
    this.instagram.answerNext(READS_THE_PERMALINK, SimulatorReply.html(502, "Bad gateway"));
    Receipt receipt = ((Outcome.Published) attempt()).receipt();
    assertThat(receipt.remoteId()).isEqualTo(this.instagram.publications().getFirst().id());
    assertThat(receipt.address()).isNull();
  }

  @Test
  void provesThatItHoldsTheAppsSecret() {
    this.instagram.requireProof();
    assertThat(attemptWhenFinished()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void describesThePictureForThoseWhoDoNotSeeIt() {
    attempt();
    assertThat(this.instagram.requests())
        .filteredOn(MAKES_A_CONTAINER)
        .extracting(it -> it.form().get("alt_text"))
        .containsExactly("A herd in the rain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_HTML"})
  void asksTheContainerAfterADoubtAndPublishesNothingTwice(Fault fault) {
    attempt();
    this.instagram.failNext(fault);
    Outcome doubtful = attempt();
    assertThat(doubtful).isInstanceOf(Outcome.TryLater.class);
    this.clock.advance(Duration.ofMinutes(1));
    Outcome.Published published = (Outcome.Published) attempt();
    assertThat(published.receipt().remoteId())
        .isEqualTo(this.instagram.publications().getFirst().id());
    assertThat(this.instagram.publishingRequests()).isEqualTo(1);
  }

  @Test
  void asksAnOldContainerTooBeforeItMakesAnother() {
    attempt();
    this.instagram.failNext(Fault.TAKE_THEN_DROP);
    attempt();
    this.clock.advance(Duration.ofDays(3));
    assertThat(attempt()).isInstanceOf(Outcome.Published.class);
    assertThat(this.instagram.publications()).hasSize(1);
  }

  @Test
  void doesNotReplaceAContainerThatMayBePublished() {
    attempt();
    this.instagram.failNext(Fault.TAKE_THEN_DROP);
    attempt();
    this.instagram.answerNext(
        ASKS_A_CONTAINER, InstagramPublisherContractTests.error(400, 100, 33));
    assertThat(attempt()).isInstanceOf(Outcome.Unclear.class);
    assertThat(this.instagram.containers()).isEqualTo(1);
  }

  @Test
  void publishesTheSameContainerWhenTheFirstCallCameToNothing() {
    attempt();
    this.instagram.failNext(Fault.REFUSE_DROP);
    attempt();
    assertThat(attempt()).isInstanceOf(Outcome.Published.class);
    assertThat(this.instagram.containers()).isEqualTo(1);
  }

  @Test
  void looksWhenInstagramBlocksWhatItHasTaken() {
    attempt();
    this.instagram.blockAfterTaking();
    assertThat(attempt()).isInstanceOf(Outcome.Unclear.class);
    assertThat(this.publisher.find(InstagramFixtures.post(), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void cannotTellWhichOfTwoPostsWithOneCaptionIsIts() {
    attemptWhenFinished();
    DeliveryMemory other =
        new DeliveryMemory(DeliveryKey.of("story", "instagram-en", "second"), this.clock);
    this.publisher.publish(InstagramFixtures.post(), other.attempt());
    this.instagram.failNext(Fault.TAKE_THEN_DROP);
    this.publisher.publish(InstagramFixtures.post(), other.attempt());
    assertThat(this.publisher.find(InstagramFixtures.post(), other.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void makesANewContainerWhenTheOldOneExpired() {
    attempt();
    this.clock.advance(Duration.ofHours(25));
    attempt();
    assertThat(attempt()).isInstanceOf(Outcome.Published.class);
    assertThat(this.instagram.containers()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"2207020, TryLater", "2207026, Rejected", "2207009, Rejected"})
  void judgesAContainerThatFailed(int subcode, String outcome) {
    attempt();
    this.instagram.failContainers(subcode);
    assertThat(attempt().getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void givesUpAfterThreeContainersThatFailed() {
    SimulatorReply notFetched = InstagramPublisherContractTests.error(400, 9_004, 2_207_052);
    for (int number = 0; number < 3; number++) {
      this.instagram.answerNext(MAKES_A_CONTAINER, notFetched);
    }
    assertThat(attempt()).isInstanceOf(Outcome.TryLater.class);
    assertThat(attempt()).isInstanceOf(Outcome.TryLater.class);
    assertThat(attempt())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(FailureReason.MEDIA));
  }

  @Test
  void treatsAServerErrorBeforeThePublicationAsHarmless() {
    this.instagram.answerNext(MAKES_A_CONTAINER, SimulatorReply.html(500, "Oops"));
    assertThat(attempt()).isInstanceOf(Outcome.TryLater.class);
    assertThat(this.memory.isInDoubt()).isFalse();
  }

  @Test
  void waitsADayAfterASuspicionOfSpamBeforeThePublication() {
    this.instagram.answerNext(
        MAKES_A_CONTAINER, InstagramPublisherContractTests.error(400, 4, 2_207_051));
    assertThat(attempt())
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> assertThat(later.notBefore()).isEqualTo(Duration.ofDays(1)));
    assertThat(this.memory.quietUntil()).contains(this.clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void asksHowManyPostsAreLeftBeforeItBegins() {
    this.instagram.allow(1);
    attemptWhenFinished();
    DeliveryMemory other =
        new DeliveryMemory(DeliveryKey.of("story", "instagram-en", "second"), this.clock);
    Outcome outcome = this.publisher.publish(InstagramFixtures.saying("Another"), other.attempt());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> assertThat(later.reason()).isEqualTo(FailureReason.QUOTA));
    assertThat(this.instagram.containers()).isEqualTo(1);
  }

  @Test
  void refusesWhatInstagramWouldRefuseWithoutAsking() {
    List<Post> posts =
        List.of(
            InstagramFixtures.saying("a".repeat(2_201)),
            InstagramFixtures.saying("😀".repeat(1_101)),
            InstagramFixtures.saying("#a #b #c #d #e #f"),
            InstagramFixtures.saying("@someone ".repeat(21)));
    assertThat(posts)
        .allSatisfy(it -> assertThat(attempt(it)).isInstanceOf(Outcome.Rejected.class));
    assertThat(this.instagram.requests()).isEmpty();
  }

  @Test
  void takesACaptionThatIsJustWithinTheLimits() {
    attempt(InstagramFixtures.saying("😀".repeat(1_090) + " #a #b #c #d #e"));
    assertThat(this.instagram.containers()).isEqualTo(1);
  }

  @Test
  void readsTheNumbersOfAPost() {
    Receipt receipt = ((Outcome.Published) attemptWhenFinished()).receipt();
    assertThat(this.publisher.metrics(receipt).counts())
        .isEqualTo(
            Map.of(
                "views", 12L,
                "reach", 13L,
                "saved", 14L,
                "likes", 15L,
                "comments", 16L,
                "shares", 17L));
  }

  @Test
  void doesNotTakeAMissingRightForADeletedPost() {
    Receipt receipt = ((Outcome.Published) attemptWhenFinished()).receipt();
    this.instagram.behaveAsInstagramLogin();
    assertThat(this.publisher.remove(receipt, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.reason()).isEqualTo(FailureReason.PERMISSION));
  }

  @Test
  void saysThatAccountsByInstagramLoginDeleteByHand() {
    Receipt receipt = ((Outcome.Published) attemptWhenFinished()).receipt();
    InstagramPublisher withoutPage = publisher(URI.create("https://graph.instagram.com"));
    assertThat(withoutPage.remove(receipt, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.detail()).contains("by hand", "/p/Dshort1/"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "user-id, @steppecourier",
    "api-version, 24",
    "hashtags, 31",
    "base-url, instagram",
    "form, poem",
    "pictures, 1",
    "pictures, 11",
    "login, google",
    "share-to-feed, maybe",
    "thumbnail-at, -2s",
    "page-id, steppecourier",
    "app-id, courier",
    "timeout, soon"
  })
  void namesAWrongSetting(String name, String value) {
    assertThatThrownBy(
            () ->
                InstagramFixtures.factory(this.clock)
                    .open(InstagramFixtures.account(Map.of(name, value))))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
