// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.RateLimit;
import org.storycast.channel.Receipt;
import org.storycast.database.TestDatabase;
import org.storycast.routing.Verdict;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class DispatcherTests {

  @Parameter TestDatabase.Kind kind;
  @TempDir Path data;
  private DeliveryKit kit;

  @BeforeEach
  void open() {
    this.kit = new DeliveryKit(this.kind.fresh(), this.data);
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void publishesOnceAndWritesWhatHappened() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.channel.taken).hasSize(1);
    assertThat(this.kit.get(PublishedParts.class).receipt(id).map(Receipt::remoteId))
        .contains("remote-1");
    assertThat(this.kit.history(id))
        .containsExactly(
            LedgerEntry.Kind.PLANNED,
            LedgerEntry.Kind.FROZEN,
            LedgerEntry.Kind.INTENT,
            LedgerEntry.Kind.OUTCOME);
  }

  @Test
  void waitsAsLongAsTheChannelAsks() {
    this.kit.channel.next.add(
        (post, attempt) ->
            new Outcome.TryLater(FailureReason.RATE_LIMITED, "slow down", Duration.ofMinutes(5)));
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.RETRYING);
    this.kit.runAfter(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(this.kit.channel.calls).isEqualTo(1);
    this.kit.runAfter(Duration.ofSeconds(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void pausesTheChannelWhenCredentialsAreRefused() {
    this.kit.channel.next.add(
        (post, attempt) -> new Outcome.ChannelClosed(FailureReason.CREDENTIALS, "revoked"));
    DeliveryId first = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    DeliveryId second = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(first).state()).isEqualTo(DeliveryState.PAUSED);
    assertThat(this.kit.delivery(second).state()).isEqualTo(DeliveryState.PAUSED);
    assertThat(this.kit.channel.calls).isEqualTo(1);
    this.kit.get(ChannelDesk.class).resume(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(first).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.delivery(second).state()).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void decidesAnewAfterAPause() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.get(ChannelDesk.class).pause(DeliveryKit.CHANNEL, "tester");
    this.kit.run();
    this.kit.routing.verdict = new Verdict.TooLate("stale");
    this.kit.get(ChannelDesk.class).resume(DeliveryKit.CHANNEL);
    this.kit.runAfter(Duration.ofDays(2));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.MISSED);
    assertThat(this.kit.channel.calls).isZero();
  }

  @Test
  void enforcesTheEmbargoAtTheLastMoment() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          this.kit.routing.verdict =
              new Verdict.Wait(this.kit.clock.instant().plusSeconds(3600), "embargo");
          return this.kit.channel.take(post, attempt);
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.run();
    assertThat(this.kit.channel.taken).isEmpty();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PLANNED);
    assertThat(this.kit.delivery(id).detail()).isEqualTo("embargo");
    this.kit.routing.verdict = new Verdict.Send();
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.channel.taken).hasSize(1);
  }

  @Test
  void rehearsesUpToTheIrreversibleCall() {
    DeliveryId id = this.kit.planned(DeliveryKit.REHEARSING);
    this.kit.run();
    assertThat(this.kit.channel.taken).isEmpty();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.REHEARSED);
    assertThat(this.kit.delivery(id).post()).isNotNull();
  }

  @Test
  void keepsWithinTheRateLimit() {
    this.kit.channel.rateLimit = new RateLimit(2, Duration.ofMinutes(1));
    for (int number = 0; number < 4; number++) {
      this.kit.planned(DeliveryKit.CHANNEL);
    }
    this.kit.run();
    assertThat(this.kit.channel.taken).hasSize(2);
    this.kit.runAfter(Duration.ofSeconds(30));
    assertThat(this.kit.channel.taken).hasSize(3);
    this.kit.runAfter(Duration.ofSeconds(30));
    assertThat(this.kit.channel.taken).hasSize(4);
  }

  @Test
  void keepsQuietAsLongAsThePlatformsHeadersAsk() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.quietUntil(this.kit.clock.instant().plusSeconds(600));
          return this.kit.channel.take(post, attempt);
        });
    this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.runAfter(Duration.ofSeconds(599));
    assertThat(this.kit.channel.taken).hasSize(1);
    this.kit.runAfter(Duration.ofSeconds(1));
    assertThat(this.kit.channel.taken).hasSize(2);
  }

  @Test
  void usesTheFrozenPostInEveryAttempt() {
    this.kit.channel.next.add(
        (post, attempt) -> new Outcome.TryLater(FailureReason.UNAVAILABLE, "busy", null));
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    var frozen = this.kit.delivery(id).post();
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.channel.taken.getFirst().digest()).isEqualTo(frozen);
  }

  @Test
  void remembersCheckpointsAcrossAttempts() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.checkpoint("upload", "session-1");
          attempt.checkpoint("upload", "session-2");
          return new Outcome.TryLater(FailureReason.NOT_READY, "processing", null);
        });
    this.kit.channel.next.add(
        (post, attempt) -> {
          assertThat(attempt.checkpoint("upload")).contains("session-2");
          assertThat(attempt.number()).isEqualTo(2);
          return this.kit.channel.take(post, attempt);
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.runAfter(Duration.ofSeconds(5));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.get(Ledger.class).of(id).toString()).doesNotContain("session-");
  }

  @Test
  void keepsThePartsThatAreLiveWhenTheRestIsRejected() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.committing("part-1", post.digest());
          attempt.checkpoint("part-1", "remote-1");
          return new Outcome.Rejected(
              FailureReason.CONTENT, "part two is refused", ScriptedChannel.receipt(1));
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.REJECTED);
    assertThat(this.kit.get(PublishedParts.class).receipt(id)).isPresent();
  }

  @Test
  void staysOffWhereTheChannelIsOff() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit
        .get(org.storycast.channel.Channels.class)
        .switchOff(DeliveryKit.CHANNEL, "credentials.bot-token: is missing");
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PLANNED);
    assertThat(this.kit.delivery(id).detail()).contains("bot-token");
    this.kit.routing.verdict = new Verdict.TooLate("stale");
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.MISSED);
  }

  @Test
  void plansNewStoriesByItselfButNotThoseThatAreHeld() {
    this.kit.routing.assignments =
        java.util.List.of(
            new org.storycast.routing.Assignment(
                DeliveryKit.CHANNEL, DeliveryKit.NOON.plusSeconds(60)));
    this.kit.store(true);
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.channel.taken).isEmpty();
    this.kit.store(false);
    this.kit.run();
    assertThat(this.kit.channel.taken).hasSize(1);
  }

  @Test
  void plansOncePerStoryChannelAndOccasion() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    Delivery delivery = this.kit.delivery(id);
    assertThat(
            this.kit
                .get(DeliveryDesk.class)
                .send(delivery.story(), java.util.List.of(DeliveryKit.CHANNEL), null, "another"))
        .extracting(Delivery::id)
        .containsExactly(id);
    DeliveryId again =
        this.kit
            .get(DeliveryDesk.class)
            .sendAgain(delivery.story(), DeliveryKit.CHANNEL, "correction of a name", "editor")
            .id();
    this.kit.run();
    assertThat(again).isNotEqualTo(id);
    assertThat(this.kit.channel.taken).hasSize(2);
    assertThat(Map.of(id, this.kit.delivery(id).key()))
        .doesNotContainValue(this.kit.delivery(again).key());
  }
}
