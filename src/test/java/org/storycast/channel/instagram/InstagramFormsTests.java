// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.storycast.simulator.SimulatorRequest;

/** Carousels, reels and stories, and how the day's quota is kept. */
class InstagramFormsTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Predicate<SimulatorRequest> MAKES_A_CONTAINER =
      request -> request.method().equals("POST") && request.path().endsWith("/media");
  private static final Predicate<SimulatorRequest> MAKES_A_CAROUSEL =
      request ->
          MAKES_A_CONTAINER.test(request) && "CAROUSEL".equals(request.form().get("media_type"));

  private final MutableClock clock = new MutableClock(NOON);
  private final InstagramSimulator instagram = new DescribedInstagram(this.clock);
  private final DeliveryMemory memory = memory("first");

  private DeliveryMemory memory(String occasion) {
    return new DeliveryMemory(DeliveryKey.of("story", "instagram-en", occasion), this.clock);
  }

  @AfterEach
  void stop() {
    this.instagram.close();
  }

  private InstagramPublisher publisher(String... settings) {
    Map<String, String> changed = new HashMap<>();
    changed.put("base-url", this.instagram.address().toString());
    for (int pair = 0; pair < settings.length; pair += 2) {
      changed.put(settings[pair], settings[pair + 1]);
    }
    return (InstagramPublisher)
        InstagramFixtures.factory(this.clock).open(InstagramFixtures.account(changed));
  }

  private Outcome attempt(InstagramPublisher publisher, Post post) {
    return publisher.publish(post, this.memory.attempt());
  }

  private Receipt settled(InstagramPublisher publisher, Post post) {
    Outcome outcome = attempt(publisher, post);
    while (outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY) {
      this.instagram.finishProcessing();
      outcome = attempt(publisher, post);
    }
    return ((Outcome.Published) outcome).receipt();
  }

  private List<Map<String, String>> containers() {
    return this.instagram.requests().stream()
        .filter(MAKES_A_CONTAINER)
        .map(SimulatorRequest::form)
        .toList();
  }

  @Test
  void putsFinishedPicturesTogether() {
    InstagramPublisher publisher = publisher("form", "carousel");
    Post post = InstagramFixtures.carousel(3);
    assertThat(attempt(publisher, post))
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> assertThat(later.detail()).contains("item-1", "IN_PROGRESS"));
    settled(publisher, post);
    assertThat(this.instagram.publications().getFirst().media()).hasSize(3);
    assertThat(containers()).hasSize(4);
    assertThat(containers().subList(0, 3))
        .allSatisfy(
            it ->
                assertThat(it)
                    .containsEntry("is_carousel_item", "true")
                    .containsEntry("alt_text", "A herd in the rain")
                    .doesNotContainKey("caption"));
    assertThat(containers().getLast())
        .containsEntry("media_type", "CAROUSEL")
        .containsEntry("caption", post.part("caption"));
  }

  @Test
  void isOnePictureWhereTheStoryHasNoMore() {
    settled(publisher("form", "carousel"), InstagramFixtures.carousel(1));
    assertThat(containers()).singleElement().asString().doesNotContain("carousel");
  }

  @Test
  void replacesOnlyThePictureOfACarouselThatFailed() {
    InstagramPublisher publisher = publisher("form", "carousel");
    Post post = InstagramFixtures.carousel(2);
    this.instagram.answerNext(
        MAKES_A_CONTAINER, InstagramPublisherContractTests.error(400, 9_004, 2_207_052));
    assertThat(attempt(publisher, post)).isInstanceOf(Outcome.TryLater.class);
    settled(publisher, post);
    assertThat(containers()).hasSize(4);
  }

  @Test
  void makesPicturesAnewThatExpiredBeforeTheyWerePutTogether() {
    InstagramPublisher publisher = publisher("form", "carousel");
    Post post = InstagramFixtures.carousel(2);
    attempt(publisher, post);
    this.clock.advance(Duration.ofHours(23));
    settled(publisher, post);
    assertThat(containers()).hasSize(5);
    assertThat(this.instagram.publications()).hasSize(1);
  }

  @Test
  void givesUpACarouselWhosePictureFailsThreeTimes() {
    InstagramPublisher publisher = publisher("form", "carousel");
    Outcome outcome = attempt(publisher, InstagramFixtures.carousel(2));
    for (int time = 0; time < 6 && !(outcome instanceof Outcome.Rejected); time++) {
      this.instagram.failContainers(2_207_020);
      this.instagram.finishProcessing();
      outcome = attempt(publisher, InstagramFixtures.carousel(2));
    }
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
    assertThat(this.instagram.requests()).noneMatch(MAKES_A_CAROUSEL);
  }

  @Test
  void saysHowAReelIsShown() {
    Receipt receipt = settled(publisher("form", "reel"), InstagramFixtures.reel());
    assertThat(receipt.address()).hasToString("https://www.instagram.com/reel/Dshort1/");
    assertThat(containers().getFirst())
        .containsEntry("media_type", "REELS")
        .containsEntry("share_to_feed", "true")
        .doesNotContainKeys("cover_url", "thumb_offset", "alt_text");
  }

  @Test
  void givesAReelACoverOrAMomentOfTheFilm() {
    InstagramPublisher covered =
        publisher("form", "reel", "cover-card", "true", "share-to-feed", "false");
    assertThat(covered.profile().media()).hasSize(2);
    settled(covered, InstagramFixtures.reel());
    assertThat(containers().getFirst())
        .containsEntry("share_to_feed", "false")
        .containsKey("cover_url");
    InstagramPublisher moment = publisher("form", "reel", "thumbnail-at", "2s");
    moment.publish(InstagramFixtures.reel(), memory("second").attempt());
    assertThat(containers().getLast()).containsEntry("thumb_offset", "2000");
    InstagramPublisher beyond = publisher("form", "reel", "thumbnail-at", "2m");
    beyond.publish(InstagramFixtures.reel(), memory("third").attempt());
    assertThat(containers().getLast()).doesNotContainKey("thumb_offset");
    assertThatThrownBy(() -> publisher("cover-card", "true", "thumbnail-at", "2s"))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings.thumbnail-at");
  }

  @Test
  void tellsAStoryByItsPictureAlone() {
    settled(publisher("form", "story"), InstagramFixtures.story());
    assertThat(containers().getFirst())
        .containsEntry("media_type", "STORIES")
        .doesNotContainKeys("caption", "alt_text");
    assertThat(this.instagram.publications().getFirst().text()).isEmpty();
  }

  @Test
  void cannotTellWhichOfTwoStoriesIsIts() {
    InstagramPublisher publisher = publisher("form", "story");
    DeliveryMemory other = memory("second");
    publisher.publish(InstagramFixtures.story(), other.attempt());
    attempt(publisher, InstagramFixtures.story());
    this.instagram.finishProcessing();
    publisher.publish(InstagramFixtures.story(), other.attempt());
    this.instagram.failNext(Fault.TAKE_THEN_DROP);
    attempt(publisher, InstagramFixtures.story());
    assertThat(publisher.find(InstagramFixtures.story(), this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void tellsAPictureFromAReelWithTheSameCaption() {
    settled(publisher("form", "reel"), InstagramFixtures.reel());
    InstagramPublisher pictures = publisher();
    DeliveryMemory other = memory("second");
    pictures.publish(InstagramFixtures.post(), other.attempt());
    this.instagram.finishProcessing();
    this.instagram.failNext(Fault.TAKE_THEN_DROP);
    pictures.publish(InstagramFixtures.post(), other.attempt());
    assertThat(pictures.find(InstagramFixtures.post(), other.attempt()))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found ->
                assertThat(found.receipt().address())
                    .hasToString("https://www.instagram.com/p/Dshort2/"));
  }

  @Test
  void doesNotGuessWhileTheAccountLags() {
    this.instagram.showPostsAfter(Duration.ofMinutes(2));
    InstagramPublisher publisher = publisher();
    attempt(publisher, InstagramFixtures.post());
    this.instagram.failNext(Fault.TAKE_THEN_500);
    attempt(publisher, InstagramFixtures.post());
    assertThat(publisher.find(InstagramFixtures.post(), this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
    this.clock.advance(Duration.ofMinutes(2));
    assertThat(publisher.find(InstagramFixtures.post(), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void isQuietWhenTheLastPostOfTheDayHasGoneOut() {
    this.instagram.allow(1);
    settled(publisher(), InstagramFixtures.post());
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void isNotQuietWhileSomePostsAreLeft() {
    this.instagram.allow(2);
    settled(publisher(), InstagramFixtures.post());
    assertThat(this.memory.quietUntil()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"carousel", "story"})
  void refusesAPostWithoutItsPicture(String form) {
    Post none = new Post(Map.of("caption", "Rain"), null, "en", List.of(), List.of(), List.of());
    assertThat(((Outcome.Rejected) attempt(publisher("form", form), none)).reason())
        .isEqualTo(FailureReason.MEDIA);
    assertThat(this.instagram.requests()).isEmpty();
  }

  @ParameterizedTest(name = "{0} keeps {1}")
  @CsvSource({"2, #a #b", "0, Rain"})
  void finishesACaptionByTheSetting(String hashtags, String expected) {
    String caption =
        publisher("hashtags", hashtags)
            .profile()
            .parts()
            .getFirst()
            .finish()
            .apply(hashtags.equals("0") ? "Rain\n#a #b" : "#a #b #c");
    assertThat(caption).isEqualTo(expected);
  }
}
