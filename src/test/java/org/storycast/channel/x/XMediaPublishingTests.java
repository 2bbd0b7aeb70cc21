// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Attachment;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.simulator.Fault;
import org.storycast.simulator.Publication;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.XSimulator;

class XMediaPublishingTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "x-en", "first");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new DescribedX(this.clock);
  private final SamplePictures files = new SamplePictures();
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);
  private final XPublisher publisher =
      (XPublisher)
          XFixtures.factory(this.clock, this.files)
              .open(
                  XFixtures.account(
                      Map.of("base-url", this.x.address().toString(), "form", "pictures")));

  @AfterEach
  void stop() {
    this.x.close();
  }

  private Outcome publish(Attachment... media) {
    Post post = XFixtures.with(XFixtures.post(KEY), List.of(media));
    return this.publisher.publish(post, this.memory.attempt());
  }

  /** Comes again as often as X asks for it. */
  private Outcome settle(Attachment... media) {
    Outcome outcome = publish(media);
    while (outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY) {
      this.clock.advance(later.notBefore());
      outcome = publish(media);
    }
    return outcome;
  }

  private Publication only() {
    assertThat(this.x.publications()).hasSize(1);
    return this.x.publications().getFirst();
  }

  private static Predicate<SimulatorRequest> to(String ending) {
    return it -> it.path().endsWith(ending) && it.path().startsWith("/2/media");
  }

  private long requests(String ending) {
    return this.x.requests().stream().filter(to(ending)).count();
  }

  @Test
  void carriesUpToFourPicturesWithTheirDescriptions() {
    Attachment[] pictures = new Attachment[5];
    for (int number = 0; number < 5; number++) {
      pictures[number] =
          this.files.picture(number, 400 + number, number == 1 ? "" : "No. " + number);
    }
    assertThat(publish(pictures)).isInstanceOf(Outcome.Published.class);
    assertThat(only().media()).hasSize(4);
    assertThat(only().media().get(3).bytes()).isEqualTo(this.files.bytesOf(pictures[3]));
    assertThat(this.x.descriptionsOf(only().id())).containsExactly("No. 0", "", "No. 2", "No. 3");
  }

  @Test
  void sendsAFilmInPartsAndWaitsUntilItIsProcessed() {
    Attachment film = this.files.film(2 * XMedia.SEGMENT + 17);
    Outcome first = publish(film);
    assertThat(((Outcome.TryLater) first).reason()).isEqualTo(FailureReason.NOT_READY);
    assertThat(((Outcome.TryLater) first).notBefore()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settle(film)).isInstanceOf(Outcome.Published.class);
    assertThat(only().media().getFirst().bytes()).isEqualTo(this.files.bytesOf(film));
    assertThat(requests("/append")).isEqualTo(3);
    assertThat(requests("/initialize")).isEqualTo(1);
    assertThat(requests("/metadata")).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_GARBLE", "REFUSE_DROP", "REFUSE_502"})
  void goesOnWithTheSameUploadAfterAPartWentWrong(Fault fault) {
    Attachment film = this.files.film(XMedia.SEGMENT + 17);
    this.x.failNext(to("/append"), fault);
    assertThat(publish(film)).isInstanceOf(Outcome.TryLater.class);
    assertThat(settle(film)).isInstanceOf(Outcome.Published.class);
    assertThat(only().media().getFirst().bytes()).isEqualTo(this.files.bytesOf(film));
    assertThat(requests("/initialize")).isEqualTo(1);
  }

  @Test
  void announcesNothingBeforeEverythingIsUploaded() {
    this.x.failNext(to("/finalize"), Fault.REFUSE_502);
    publish(this.files.picture(1, 400, "Rain"));
    assertThat(this.memory.writes()).noneMatch(it -> it.startsWith("committing"));
  }

  @Test
  void uploadsAgainWhatXForgotBeforeThePost() {
    Attachment picture = this.files.picture(1, 400, "Rain");
    this.x.failNext(it -> it.path().equals("/2/tweets"), Fault.REFUSE_429);
    publish(picture);
    this.clock.advance(Duration.ofHours(24));
    assertThat(publish(picture)).isInstanceOf(Outcome.Published.class);
    assertThat(requests("/initialize")).isEqualTo(2);
    assertThat(only().media()).hasSize(1);
  }

  @Test
  void beginsAnewWhereXDoesNotKnowTheUpload() {
    Attachment film = this.files.film(XMedia.SEGMENT + 17);
    publish(film);
    this.x.forgetUploads();
    assertThat(((Outcome.TryLater) publish(film)).reason()).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(settle(film)).isInstanceOf(Outcome.Published.class);
    assertThat(requests("/initialize")).isEqualTo(2);
  }

  @Test
  void givesUpWhatXRefusesAgainAndAgain() {
    Attachment noPicture =
        new Attachment(
            "picture",
            this.files.film(100).digest(),
            "image/jpeg",
            100,
            1,
            1,
            Duration.ZERO,
            "",
            this.files.film(100).address());
    Outcome outcome = publish(noPicture);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(((Outcome.TryLater) outcome).detail()).contains("not a picture");
      outcome = publish(noPicture);
    }
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
    assertThat(requests("/initialize")).isEqualTo(3);
  }

  @Test
  void rejectsAFilmThatXCannotProcess() {
    Outcome outcome = settle(this.files.brokenFilm());
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
    assertThat(this.x.publications()).isEmpty();
  }

  @Test
  void rejectsWhatIsTooLargeForOnePart() {
    this.x.answerNext(to("/append"), SimulatorReply.html(413, "Too large"));
    Outcome outcome = publish(this.files.picture(1, 400, "Rain"));
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.MEDIA);
  }

  @Test
  void closesTheChannelWhereTheTokenMayNotUpload() {
    this.x.answerNext(
        to("/initialize"),
        SimulatorReply.json(
            403,
            Map.of(
                "title",
                "Forbidden",
                "type",
                "about:blank",
                "status",
                403,
                "detail",
                "Forbidden")));
    Outcome outcome = publish(this.files.picture(1, 400, "Rain"));
    assertThat(((Outcome.ChannelClosed) outcome).reason()).isEqualTo(FailureReason.PERMISSION);
  }

  @Test
  void shortensADescriptionThatIsTooLong() {
    publish(this.files.picture(1, 400, "👨‍👩‍👧‍👦 rain ".repeat(200)));
    assertThat(this.x.descriptionsOf(only().id()).getFirst())
        .hasSizeLessThanOrEqualTo(1000)
        .endsWith("…");
  }
}
