// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Attempt;
import org.storycast.channel.Channels;
import org.storycast.channel.Costs.Charge;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.database.TestDatabase;
import org.storycast.routing.Verdict;

/** A thread of two posts whose first is live, and what becomes of its second. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class HalfPublishedTests {

  private static final String FIRST = "https://scripted.example/first-id";

  @Parameter TestDatabase.Kind kind;
  @TempDir Path data;
  private DeliveryKit kit;

  @BeforeEach
  void open() {
    this.kit = new DeliveryKit(this.kind.fresh(), this.data);
    this.kit.channel.charges =
        List.of(new Charge("one", BigDecimal.ZERO), new Charge("two", BigDecimal.ZERO));
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  private static void take(Attempt attempt, String step, String id) {
    attempt.committing(step, Digest.of(step));
    attempt.checkpoint(step, id);
  }

  /** The first post is taken, the second ends like this. */
  private DeliveryId begun(Outcome outcome) {
    this.kit.channel.next.add(
        (post, attempt) -> {
          take(attempt, "one", "first-id");
          attempt.committing("two", Digest.of("two"));
          return outcome;
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    return id;
  }

  private DeliveryId begun() {
    return begun(new Outcome.TryLater(FailureReason.UNAVAILABLE, "away", null));
  }

  private void nextFinishes() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          take(attempt, "two", "second-id");
          return new Outcome.Published(
              new Receipt(
                  List.of(
                      new Receipt.Part("first-id", URI.create(FIRST)),
                      new Receipt.Part("second-id", null)),
                  DeliveryKit.NOON,
                  java.util.Map.of()));
        });
  }

  private List<String> partsOf(DeliveryId id) {
    return this.kit
        .get(PublishedParts.class)
        .receipt(id)
        .map(it -> it.parts().stream().map(Receipt.Part::remoteId).toList())
        .orElse(List.of());
  }

  private void assertEnded(DeliveryId id, DeliveryState state, String why) {
    assertThat(this.kit.delivery(id).state()).isEqualTo(state);
    assertThat(this.kit.delivery(id).detail()).contains(why, "Readers see " + FIRST);
    assertThat(partsOf(id)).containsExactly("first-id");
  }

  @Test
  void showsItsLivePartsWhileItWaits() {
    DeliveryId id = begun();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.RETRYING);
    assertThat(partsOf(id)).containsExactly("first-id");
    this.kit.get(DeliveryDesk.class).retry(id, "olga");
    nextFinishes();
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(partsOf(id)).containsExactly("first-id", "second-id");
  }

  @Test
  void isFinishedThoughItsStoryHasBecomeStale() {
    DeliveryId id = begun();
    this.kit.routing.verdict = new Verdict.TooLate("stale");
    nextFinishes();
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(partsOf(id)).containsExactly("first-id", "second-id");
  }

  @Test
  void isFinishedThoughItsStoryBecomesStaleBetweenTwoCalls() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          take(attempt, "one", "first-id");
          this.kit.routing.verdict = new Verdict.TooLate("stale");
          take(attempt, "two", "second-id");
          return new Outcome.TryLater(FailureReason.NOT_READY, "one more round", null);
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(partsOf(id)).containsExactly("first-id", "second-id");
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.RETRYING);
  }

  @Test
  void isMissedWhereNothingOfItIsLive() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.committing("one", Digest.of("one"));
          return new Outcome.TryLater(FailureReason.UNAVAILABLE, "away", null);
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.routing.verdict = new Verdict.TooLate("stale");
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.MISSED);
    assertThat(this.kit.delivery(id).detail()).isEqualTo("stale");
  }

  @Test
  void endsWithItsLivePartsWhenTheNewsroomWithdrawsItsStory() {
    DeliveryId id = begun();
    this.kit.routing.verdict = new Verdict.Withdrawn("The newsroom has withdrawn the story");
    int calls = this.kit.channel.calls;
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.channel.calls).isEqualTo(calls);
    assertEnded(id, DeliveryState.REJECTED, "withdrawn the story");
    assertThat(this.kit.get(Ledger.class).of(id).getLast().details().get("why")).contains(FIRST);
    assertThatThrownBy(() -> this.kit.get(DeliveryDesk.class).retry(id, "olga"))
        .isInstanceOf(OrderRefusedException.class)
        .hasMessageContaining("published already");
  }

  @Test
  void stopsBetweenTwoCallsWhenTheNewsroomWithdrawsItsStory() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          take(attempt, "one", "first-id");
          this.kit.routing.verdict = new Verdict.Withdrawn("The newsroom has withdrawn the story");
          take(attempt, "two", "second-id");
          return new Outcome.Unclear("never reached");
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.run();
    assertEnded(id, DeliveryState.REJECTED, "withdrawn the story");
  }

  @Test
  void namesItsLivePartsHoweverItEnds() {
    DeliveryId cancelled = begun();
    this.kit.get(DeliveryDesk.class).cancel(cancelled, "olga");
    assertEnded(cancelled, DeliveryState.CANCELLED, "Cancelled by olga");
  }

  @Test
  void namesThemWhereTheAdapterDidNot() {
    DeliveryId rejected = begun(new Outcome.Rejected(FailureReason.CONTENT, "no", null));
    assertEnded(rejected, DeliveryState.REJECTED, "no");
  }

  @Test
  void namesThemWhereADoubtIsGivenUpAndKeepsThemWhereAPersonSawTheRest() {
    DeliveryId given = begun(new Outcome.Unclear("dropped"));
    assertThat(partsOf(given)).containsExactly("first-id");
    DeliveryDesk desk = this.kit.get(DeliveryDesk.class);
    desk.settleDoubt(given, new DoubtDecision.IsPublished("second-id", null), "olga");
    assertThat(partsOf(given)).containsExactly("first-id", "second-id");
  }

  @Test
  void namesThemInAGivenUpDoubt() {
    DeliveryId given = begun(new Outcome.Unclear("dropped"));
    this.kit.get(DeliveryDesk.class).settleDoubt(given, new DoubtDecision.GiveUp(), "olga");
    assertEnded(given, DeliveryState.CANCELLED, "Given up in doubt by olga");
  }

  @Test
  void waitsForAChannelThatIsOffThoughItIsStale() {
    DeliveryId id = begun();
    this.kit.get(Channels.class).switchOff(DeliveryKit.CHANNEL, "credentials.token: is missing");
    this.kit.routing.verdict = new Verdict.TooLate("stale");
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.RETRYING);
    assertThat(this.kit.delivery(id).detail()).contains("The channel is off");
  }

  @Test
  void takesNothingThatBelongsToAnotherDelivery() {
    begun();
    DeliveryId second = begun();
    assertThat(partsOf(second)).isEmpty();
  }
}
