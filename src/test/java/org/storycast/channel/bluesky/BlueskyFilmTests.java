// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.SimulatorRequest;

/** Films, which the video service makes ready before their post is written. */
class BlueskyFilmTests extends BlueskyBench {

  private static final Post FILM = BlueskyFixtures.with(POST, BlueskyFixtures.film());
  private static final Predicate<SimulatorRequest> UPLOAD = calls("uploadVideo");

  private Outcome publish() {
    return publish(FILM, "form", "video");
  }

  private Outcome.TryLater later() {
    return (Outcome.TryLater) publish();
  }

  @Test
  void writesThePostWhenTheFilmIsReadyAndUploadsItOnce() {
    this.bluesky.processFilmsFor(2);
    assertThat(later().reason()).isEqualTo(FailureReason.NOT_READY);
    assertThat(later().reason()).isEqualTo(FailureReason.NOT_READY);
    assertThat(this.bluesky.publications()).isEmpty();
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(requests("uploadVideo")).hasSize(1);
    assertThat(requests("uploadVideo").getFirst().query().get("name")).endsWith(".mp4");
    assertThat(record().path("embed").path("video").path("mimeType").asString())
        .isEqualTo("video/mp4");
  }

  @Test
  void asksForTokensThatAreGoodForOneMethodOfOneService() {
    publish();
    assertThat(requests("getServiceAuth"))
        .extracting(it -> it.query().get("lxm"))
        .containsExactly("app.bsky.video.getUploadLimits", "com.atproto.repo.uploadBlob");
    assertThat(requests("uploadVideo").getFirst().bearer()).contains("service-token-1");
  }

  @Test
  void takesAFilmThatTheServiceHasAlready() {
    this.bluesky.failNext(UPLOAD, Fault.TAKE_THEN_500);
    assertThat(later().reason()).isEqualTo(FailureReason.UNAVAILABLE);
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(requests("uploadVideo")).hasSize(2);
  }

  @Test
  void waitsWhereTheDayIsUsedUp() {
    this.bluesky.useUpFilms();
    assertThat(later().reason()).isEqualTo(FailureReason.QUOTA);
    assertThat(requests("uploadVideo")).isEmpty();
  }

  @Test
  void closesTheChannelWhereTheAccountMaySendNoFilms() {
    this.bluesky.forgetEmail();
    Outcome.ChannelClosed closed = (Outcome.ChannelClosed) publish();
    assertThat(closed.reason()).isEqualTo(FailureReason.PERMISSION);
    assertThat(closed.detail()).contains("verify your email", "Confirm its e-mail address");
  }

  @Test
  void goesOnWhereTheLimitsAreNotTold() {
    this.bluesky.answerNext(calls("getUploadLimits"), SimulatorReply.html(502, "Bad gateway"));
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void rejectsAFilmThatCannotBeProcessed() {
    this.bluesky.failFilms();
    Outcome.Rejected rejected = (Outcome.Rejected) publish();
    assertThat(rejected.reason()).isEqualTo(FailureReason.MEDIA);
    assertThat(rejected.detail()).contains("can't be decoded");
  }

  @Test
  void rejectsAFilmThatTheServiceDoesNotTake() {
    this.bluesky.answerNext(
        UPLOAD,
        SimulatorReply.json(413, Map.of("error", "PayloadTooLarge", "message", "too large")));
    assertThat(((Outcome.Rejected) publish()).reason()).isEqualTo(FailureReason.MEDIA);
  }

  @Test
  void beginsAnewWhereTheServiceHasForgotten() {
    this.bluesky.processFilmsFor(1);
    later();
    this.bluesky.forgetFilms();
    assertThat(later().reason()).isEqualTo(FailureReason.UNAVAILABLE);
    later();
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(requests("uploadVideo")).hasSize(2);
  }

  @Test
  void sendsAFilmAsItIsWhereTheServerLostTheFinishedOne() {
    this.bluesky.answerNext(
        SimulatorReply.json(400, Map.of("error", "BlobNotFound", "message", "Could not find")));
    later();
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(requests("uploadBlob")).hasSize(3);
  }

  @Test
  void sendsAFilmAsItIsWhereNoServiceIsWanted() {
    assertThat(publish(FILM, "form", "video", "video-service", "false"))
        .isInstanceOf(Outcome.Published.class);
    assertThat(requests("uploadVideo")).isEmpty();
    assertThat(requests("getServiceAuth")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"getServiceAuth", "uploadVideo", "getJobStatus"})
  void triesAgainWhatGotNoUsableAnswer(String method) {
    for (Fault fault : List.of(Fault.REFUSE_502, Fault.TAKE_THEN_HTML)) {
      this.bluesky.failNext(calls(method), fault);
      assertThat(publish()).as(method + " " + fault).isInstanceOf(Outcome.TryLater.class);
    }
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(this.bluesky.publications()).hasSize(1);
  }

  @Test
  void takesAnotherTokenWhereTheFirstIsRefused() {
    this.bluesky.failNext(calls("getServiceAuth"), Fault.REFUSE_CREDENTIALS);
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
  }
}
