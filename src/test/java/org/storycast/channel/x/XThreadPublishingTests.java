// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.Publication;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.XSimulator;

class XThreadPublishingTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "x-en", "first");
  private static final Post THREAD =
      XFixtures.thread(KEY, "It had not rained for a year.", "The herds return.");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new DescribedX(this.clock);
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);
  private final XPublisher publisher =
      (XPublisher)
          XFixtures.factory(this.clock, new SamplePictures())
              .open(
                  XFixtures.account(
                      Map.of("base-url", this.x.address().toString(), "thread", "5")));

  @AfterEach
  void stop() {
    this.x.close();
  }

  private Outcome publish() {
    return this.publisher.publish(THREAD, this.memory.attempt());
  }

  private Finding find() {
    this.clock.advance(Duration.ofMinutes(1));
    return this.publisher.find(THREAD, this.memory.attempt());
  }

  private List<String> ids() {
    return this.x.publications().stream().map(Publication::id).toList();
  }

  private static List<String> idsOf(Receipt receipt) {
    return receipt.parts().stream().map(Receipt.Part::remoteId).toList();
  }

  /** Lets the n-th post from now on be struck. */
  private void strike(int post, Fault fault) {
    int[] left = {post};
    this.x.failNext(it -> it.path().equals("/2/tweets") && left[0]-- == 0, fault);
  }

  @Test
  void makesEachPostAnswerTheOneBeforeIt() {
    Receipt receipt = ((Outcome.Published) publish()).receipt();
    assertThat(idsOf(receipt)).isEqualTo(ids()).hasSize(3);
    assertThat(this.x.parentOf(ids().get(0))).isEmpty();
    assertThat(this.x.parentOf(ids().get(1))).contains(ids().get(0));
    assertThat(this.x.parentOf(ids().get(2))).contains(ids().get(1));
    assertThat(this.memory.writes())
        .containsExactly(
            "committing:create",
            "checkpoint:create",
            "committing:create-2",
            "checkpoint:create-2",
            "committing:create-3",
            "checkpoint:create-3");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void goesOnWhereItWasRefusedForNow(int post) {
    strike(post, Fault.REFUSE_429);
    assertThat(publish()).isInstanceOf(Outcome.TryLater.class);
    assertThat(ids()).hasSize(post);
    assertThat(
            this.publisher
                .recall(THREAD, this.memory.attempt()::checkpoint)
                .map(XThreadPublishingTests::idsOf)
                .orElse(List.of()))
        .isEqualTo(ids());
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(ids()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_GARBLE", "TAKE_THEN_HTML"})
  void findsThePostInDoubtAndGoesOnBehindIt(Fault fault) {
    strike(1, fault);
    assertThat(publish()).isInstanceOf(Outcome.Unclear.class);
    assertThat(find()).isInstanceOf(Finding.Unfinished.class);
    Receipt receipt = ((Outcome.Published) publish()).receipt();
    assertThat(idsOf(receipt)).isEqualTo(ids()).hasSize(3);
    assertThat(this.memory.isInDoubt()).isFalse();
  }

  @Test
  void isFoundWholeAfterADoubtAboutItsLastPost() {
    strike(2, Fault.TAKE_THEN_DROP);
    publish();
    assertThat(idsOf(((Finding.Found) find()).receipt())).isEqualTo(ids()).hasSize(3);
  }

  @Test
  void isFoundWholeWhenOnlyItsOutcomeWasLost() {
    publish();
    this.x.close();
    assertThat(idsOf(((Finding.Found) find()).receipt())).hasSize(3);
  }

  @Test
  void goesOnWithThePostThatWasNotTakenAfterAll() {
    strike(1, Fault.REFUSE_DROP);
    assertThat(publish()).isInstanceOf(Outcome.Unclear.class);
    assertThat(find()).isInstanceOf(Finding.Absent.class);
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(ids()).hasSize(3);
  }

  @Test
  void takesNoEarlierPostOfTheSameWordsForItsOwn() {
    this.x.addOwnPost("It had not rained for a year.");
    this.clock.advance(Duration.ofDays(2));
    strike(1, Fault.REFUSE_DROP);
    publish();
    assertThat(find()).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void namesThePartsThatAreLiveWhenTheRestIsRefused() {
    this.x.addOwnPost("The herds return.");
    Outcome.Rejected rejected = (Outcome.Rejected) publish();
    assertThat(rejected.reason()).isEqualTo(FailureReason.DUPLICATE);
    assertThat(idsOf(rejected.partial())).isEqualTo(ids().subList(1, 3));
  }

  @Test
  void takesADuplicateAfterADoubtForASignInTheMiddleToo() {
    strike(1, Fault.TAKE_THEN_DROP);
    publish();
    assertThat(publish()).isInstanceOf(Outcome.Unclear.class);
    assertThat(find()).isInstanceOf(Finding.Unfinished.class);
  }

  @Test
  void waitsWhileXDoesNotShowItsOwnPostYet() {
    this.x.allowRepliesAfter(Duration.ofSeconds(8));
    Outcome.TryLater later = (Outcome.TryLater) publish();
    assertThat(later.reason()).isEqualTo(FailureReason.NOT_READY);
    this.clock.advance(later.notBefore());
    publish();
    this.clock.advance(later.notBefore());
    assertThat(publish()).isInstanceOf(Outcome.Published.class);
    assertThat(ids()).hasSize(3);
  }

  @Test
  void doesNotWaitForEverForAPostThatIsGone() {
    strike(1, Fault.REFUSE_429);
    publish();
    this.x.deleteByHand(ids().getFirst());
    this.clock.advance(Duration.ofMinutes(6));
    assertThat(((Outcome.Rejected) publish()).reason()).isEqualTo(FailureReason.CONTENT);
  }

  @Test
  void refusesAThreadOfWhichOnePostIsTooLongBeforeItBegins() {
    Post thread = XFixtures.thread(KEY, "It had not rained.", "雨".repeat(141));
    Outcome outcome = this.publisher.publish(thread, this.memory.attempt());
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TOO_LONG);
    assertThat(this.x.requests()).isEmpty();
  }

  @Test
  void deletesEveryPostAndGoesOnWhereItStopped() {
    Receipt receipt = ((Outcome.Published) publish()).receipt();
    DeliveryMemory withdrawal = new DeliveryMemory(DeliveryKey.of("withdraw"), this.clock);
    String second = receipt.parts().get(1).remoteId();
    this.x.answerNext(it -> it.path().endsWith(second), SimulatorReply.html(503, "Later"));
    assertThat(this.publisher.remove(receipt, withdrawal.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(ids()).hasSize(2);
    assertThat(this.publisher.remove(receipt, withdrawal.attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(ids()).isEmpty();
    assertThat(this.publisher.find(receipt)).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void isFoundByWhatIsLeftOfIt() {
    Receipt receipt = ((Outcome.Published) publish()).receipt();
    this.x.deleteByHand(ids().getFirst());
    assertThat(idsOf(((Finding.Found) this.publisher.find(receipt)).receipt())).isEqualTo(ids());
  }

  @Test
  void continuesWhatTheChannelSaidOfTheStory() {
    Receipt earlier = ((Outcome.Published) publish()).receipt();
    DeliveryKey next = DeliveryKey.of("story", "x-en", "second");
    Post update = XFixtures.saying("It still rains", next).inReplyTo(earlier);
    this.publisher.publish(update, new DeliveryMemory(next, this.clock).attempt());
    assertThat(this.x.parentOf(ids().getLast())).contains(earlier.parts().getLast().remoteId());
  }

  @Test
  void goesOutAloneWhenTheEarlierPostIsGone() {
    DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("second"), this.clock);
    Receipt gone = Receipt.of("1445880548472328192", null, NOON);
    Post update = XFixtures.saying("It still rains", KEY).inReplyTo(gone);
    Outcome first = this.publisher.publish(update, memory.attempt());
    assertThat(((Outcome.TryLater) first).reason()).isEqualTo(FailureReason.NOT_READY);
    assertThat(this.publisher.publish(update, memory.attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(this.x.parentOf(ids().getLast())).isEmpty();
  }

  @Test
  void endsWithOneThreadOrAShownDoubtWhereverItIsKilled() {
    for (int write = 0; write < 6; write++) {
      for (boolean after : new boolean[] {false, true}) {
        DeliveryKey key = DeliveryKey.of("story " + write, "x-en", "after " + after);
        Post thread = XFixtures.thread(key, "Rain " + write + after, "Herds " + write + after);
        int before = ids().size();
        DeliveryMemory memory = new DeliveryMemory(key, this.clock);
        memory.killAt(write, after);
        publishUntilKilled(thread, memory);
        if (!memory.isInDoubt()) {
          assertThat(this.publisher.publish(thread, memory.attempt()))
              .isInstanceOf(Outcome.Published.class);
          assertThat(ids()).hasSize(before + 3);
        }
        assertThat(ids().size()).isLessThanOrEqualTo(before + 3);
        this.clock.advance(Duration.ofMinutes(16));
      }
    }
  }

  private void publishUntilKilled(Post thread, DeliveryMemory memory) {
    try {
      this.publisher.publish(thread, memory.attempt());
    } catch (DeliveryMemory.Killed killed) {
      assertThat(killed).isNotNull();
    }
  }
}
