// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.MediaDemand;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.FacebookSimulator;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

/** The forms that carry pictures and films. */
class FacebookMediaTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "facebook-en", "first");
  private static final Predicate<SimulatorRequest> UPLOADS_A_PHOTO = edge("/photos");
  private static final Predicate<SimulatorRequest> SENDS_A_PIECE =
      request -> request.path().endsWith("/videos") && request.raw().isMultipart();
  private static final Predicate<SimulatorRequest> SENDS_A_REEL =
      request -> request.path().startsWith("/video-upload/");
  private static final Predicate<SimulatorRequest> ASKS_A_FILM =
      request -> request.query().getOrDefault("fields", "").startsWith("status");

  private final MutableClock clock = new MutableClock(NOON);
  private final FacebookSimulator facebook = new DescribedFacebook(this.clock);
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);

  private static Predicate<SimulatorRequest> edge(String name) {
    return request -> request.method().equals("POST") && request.path().endsWith(name);
  }

  @AfterEach
  void stop() {
    this.facebook.close();
  }

  private FacebookPublisher publisher(String form) {
    return (FacebookPublisher)
        FacebookFixtures.factory(this.clock)
            .open(FacebookFixtures.account(this.facebook.address(), form));
  }

  private Outcome publish(String form, Post post) {
    return publisher(form).publish(post, this.memory.attempt());
  }

  private long count(Predicate<SimulatorRequest> which) {
    return this.facebook.requests().stream().filter(which).count();
  }

  @Test
  void uploadsEachPictureUnseenAndAttachesThemInTheirOrder() {
    assertThat(publish("photos", FacebookFixtures.photos(KEY, 3)))
        .isInstanceOf(Outcome.Published.class);
    assertThat(this.facebook.publications().getFirst().media()).hasSize(3);
    assertThat(this.facebook.altTexts())
        .containsExactly(
            "A herd in the rain, picture 0",
            "A herd in the rain, picture 1",
            "A herd in the rain, picture 2");
    assertThat(this.facebook.publications().getFirst().text())
        .contains(FacebookFixtures.link(KEY).toString());
  }

  @Test
  void goesOnWithThePictureThatFailed() {
    Post post = FacebookFixtures.photos(KEY, 3);
    this.facebook.failNext(UPLOADS_A_PHOTO, Fault.TAKE_IN_PIECES);
    this.facebook.failNext(UPLOADS_A_PHOTO, Fault.REFUSE_502);
    assertThat(publish("photos", post)).isInstanceOf(Outcome.TryLater.class);
    assertThat(this.memory.isInDoubt()).isFalse();
    assertThat(publish("photos", post)).isInstanceOf(Outcome.Published.class);
    assertThat(count(UPLOADS_A_PHOTO)).isEqualTo(4);
  }

  @Test
  void uploadsPicturesAgainThatFacebookNoLongerKeeps() {
    Post post = FacebookFixtures.photos(KEY, 2);
    this.facebook.answerNext(FacebookRefusals.error(400, 32, 0));
    assertThat(publish("photos", post)).isInstanceOf(Outcome.TryLater.class);
    this.clock.advance(Duration.ofHours(23));
    assertThat(publish("photos", post)).isInstanceOf(Outcome.Published.class);
    assertThat(count(UPLOADS_A_PHOTO)).isEqualTo(4);
  }

  @Test
  void uploadsPicturesAgainThatFacebookDoesNotFind() {
    Post post = FacebookFixtures.photos(KEY, 2);
    this.memory.attempt().checkpoint("photo-1", "17 " + NOON);
    assertThat(publish("photos", post))
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> assertThat(later.reason()).isEqualTo(FailureReason.NOT_READY));
    assertThat(publish("photos", post)).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void takesPicturesThatWereUsedForASignAfterADoubt() {
    Post post = FacebookFixtures.photos(KEY, 2);
    this.facebook.failNext(Fault.TAKE_THEN_DROP);
    assertThat(publish("photos", post)).isInstanceOf(Outcome.Unclear.class);
    assertThat(publish("photos", post)).isInstanceOf(Outcome.Unclear.class);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @Test
  void closesWhenThePageIsGoneBeforeAnythingIsPublished() {
    this.facebook.answerNext(UPLOADS_A_PHOTO, FacebookRefusals.error(400, 100, 33));
    assertThat(publish("photo", FacebookFixtures.photos(KEY, 1)))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> assertThat(closed.reason()).isEqualTo(FailureReason.TARGET_GONE));
  }

  @Test
  void sendsAVideoInThePiecesThatFacebookAsksFor() throws Exception {
    Outcome outcome = publish("video", FacebookFixtures.film(KEY));
    assertThat(outcome).isInstanceOf(Outcome.Underway.class);
    assertThat(count(SENDS_A_PIECE)).isEqualTo(3);
    try (var film = FacebookFixtures.FILM.open(FacebookFixtures.FILM.attachment("film"))) {
      assertThat(this.facebook.publications().getFirst().media().getFirst().bytes())
          .isEqualTo(film.readAllBytes());
    }
  }

  @Test
  void isUnderwayUntilFacebookShowsTheFilm() {
    Outcome.Underway underway = (Outcome.Underway) publish("reel", FacebookFixtures.film(KEY));
    Outcome soon = follow("reel", underway);
    assertThat(soon).isInstanceOf(Outcome.Underway.class);
    this.clock.advance(Duration.ofSeconds(20));
    Receipt receipt = ((Outcome.Published) follow("reel", underway)).receipt();
    assertThat(receipt.remoteId()).isEqualTo(underway.handle());
    assertThat(receipt.address())
        .hasToString("https://www.facebook.com/reel/%s/".formatted(underway.handle()));
  }

  private Outcome follow(String form, Outcome.Underway underway) {
    return publisher(form)
        .follow(FacebookFixtures.film(KEY), underway.handle(), this.memory.attempt());
  }

  @Test
  void saysThatFacebookCouldNotProcessTheFilm() {
    Outcome.Underway underway = (Outcome.Underway) publish("video", FacebookFixtures.film(KEY));
    this.facebook.failFilms();
    assertThat(follow("video", underway))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(FailureReason.MEDIA);
              assertThat(rejected.detail()).contains("No stream was found");
            });
  }

  @Test
  void asksAgainWhenFacebookDoesNotTellAndNoticesAFilmThatIsGone() {
    Outcome.Underway underway = (Outcome.Underway) publish("reel", FacebookFixtures.film(KEY));
    this.facebook.answerNext(ASKS_A_FILM, SimulatorReply.html(502, "Bad gateway"));
    assertThat(follow("reel", underway)).isInstanceOf(Outcome.TryLater.class);
    this.facebook.answerNext(ASKS_A_FILM, SimulatorReply.json(200, Map.of("id", "1")));
    assertThat(follow("reel", underway)).isInstanceOf(Outcome.Underway.class);
    this.facebook.answerNext(ASKS_A_FILM, FacebookRefusals.error(400, 100, 33));
    assertThat(follow("reel", underway)).isInstanceOf(Outcome.TryLater.class);
    this.clock.advance(Duration.ofMinutes(10));
    this.facebook.answerNext(ASKS_A_FILM, FacebookRefusals.error(400, 100, 33));
    assertThat(((Outcome.Rejected) follow("reel", underway)).reason())
        .isEqualTo(FailureReason.MODERATION);
  }

  @Test
  void doesNotWaitForAFilmForEver() {
    Outcome.Underway underway = (Outcome.Underway) publish("reel", FacebookFixtures.film(KEY));
    this.clock.advance(Duration.ofDays(1));
    this.facebook.answerNext(ASKS_A_FILM, SimulatorReply.json(200, Map.of("id", "1")));
    assertThat(follow("reel", underway)).isInstanceOf(Outcome.Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1363037, 1363041})
  void beginsAnUploadAnewThatFacebookLost(int code) {
    this.facebook.answerNext(SENDS_A_PIECE, FacebookRefusals.error(400, code, 0));
    assertThat(publish("video", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish("video", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.Underway.class);
    assertThat(count(SENDS_A_PIECE)).isEqualTo(4);
  }

  @Test
  void goesOnWithThePieceThatFailed() {
    this.facebook.failNext(SENDS_A_PIECE, Fault.TAKE_IN_PIECES);
    this.facebook.failNext(SENDS_A_PIECE, Fault.REFUSE_DROP);
    assertThat(publish("video", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish("video", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.Underway.class);
    assertThat(count(SENDS_A_PIECE)).isEqualTo(4);
  }

  @Test
  void doesNotFollowOffsetsThatCannotBe() {
    this.facebook.answerNext(
        SENDS_A_PIECE, SimulatorReply.json(200, Map.of("start_offset", "9", "end_offset", "9")));
    assertThat(publish("video", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.TryLater.class);
    assertThat(this.memory.isInDoubt()).isFalse();
    assertThat(publish("video", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.Underway.class);
  }

  @Test
  void asksForAReelWhoseUploadWasNotAnswered() {
    this.facebook.failNext(SENDS_A_REEL, Fault.TAKE_THEN_DROP);
    assertThat(publish("reel", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish("reel", FacebookFixtures.film(KEY))).isInstanceOf(Outcome.Underway.class);
    assertThat(count(SENDS_A_REEL)).isEqualTo(1);
    this.facebook.failNext(SENDS_A_REEL, Fault.REFUSE_DROP);
    DeliveryMemory other = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    Post post = FacebookFixtures.film(KEY);
    assertThat(publisher("reel").publish(post, other.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher("reel").publish(post, other.attempt()))
        .isInstanceOf(Outcome.Underway.class);
    assertThat(count(SENDS_A_REEL)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"video", "reel"})
  void asksTheFilmItselfAfterADoubtAndFinishesItOnlyOnce(String form) {
    Post post = FacebookFixtures.film(KEY);
    this.facebook.failNext(Fault.TAKE_THEN_500);
    assertThat(publish(form, post)).isInstanceOf(Outcome.Unclear.class);
    assertThat(publisher(form).find(post, this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher(form).find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
    assertThat(publish(form, post)).isInstanceOf(Outcome.Published.class);
    assertThat(this.facebook.publishingRequests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"video", "reel"})
  void finishesTheSameFilmWhenTheFirstCallCameToNothing(String form) {
    Post post = FacebookFixtures.film(KEY);
    this.facebook.failNext(Fault.REFUSE_DROP);
    assertThat(publish(form, post)).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher(form).find(post, this.memory.attempt()))
        .isInstanceOf(Finding.Absent.class);
    assertThat(publish(form, post)).isInstanceOf(Outcome.Underway.class);
    assertThat(this.facebook.publications()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "photos", "video", "reel"})
  void demandsWhatItsFormCarries(String form) {
    assertThat(publisher(form).profile().media())
        .singleElement()
        .satisfies(demand -> assertThat(demand.required()).isTrue())
        .satisfies(
            demand ->
                assertThat(demand instanceof MediaDemand.Film)
                    .isEqualTo(form.equals("video") || form.equals("reel")));
  }

  @Test
  void keepsReelsToShorterCaptions() {
    Post post = FacebookFixtures.film(KEY);
    Post wordy =
        new Post(
            Map.of("caption", "a".repeat(2_201)),
            post.link(),
            "en",
            post.attachments(),
            post.sections(),
            post.tags());
    assertThat(((Outcome.Rejected) publish("reel", wordy)).reason())
        .isEqualTo(FailureReason.TOO_LONG);
    assertThat(publish("video", wordy)).isInstanceOf(Outcome.Underway.class);
  }

  @Test
  void tellsTheNumbersOfAPostAndOfAFilm() {
    Receipt photo =
        ((Outcome.Published) publish("photo", FacebookFixtures.photos(KEY, 1))).receipt();
    assertThat(publisher("photo").metrics(photo).counts())
        .isEqualTo(
            Map.of(
                "comments", 2L,
                "reactions", 5L,
                "shares", 3L,
                "post_media_view", 10L,
                "post_total_media_view_unique", 11L,
                "post_clicks", 12L));
    DeliveryMemory other = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    publisher("reel").publish(FacebookFixtures.film(KEY), other.attempt());
    Receipt reel = Receipt.of(this.facebook.publications().getLast().id(), null, NOON);
    assertThat(publisher("reel").metrics(reel).counts())
        .isEqualTo(Map.of("comments", 2L, "likes", 4L, "views", 21L));
  }

  @Test
  void hasNoNumbersWhereFacebookGivesNone() {
    Receipt receipt = Receipt.of("111_1", null, NOON);
    assertThat(publisher("link").metrics(receipt).counts()).isEmpty();
  }
}
