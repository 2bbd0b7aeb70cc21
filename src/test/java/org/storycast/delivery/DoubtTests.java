// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.database.TestDatabase;
import org.storycast.routing.Verdict;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class DoubtTests {

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
  void showsADoubtAndHoldsItWhenReadBackSettlesNothing() {
    unclear();
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNCLEAR);
    for (int round = 0; round < 6; round++) {
      this.kit.channel.findings.add(new Finding.Absent("looked at 20 posts"));
      this.kit.runAfter(Duration.ofMinutes(30));
    }
    Delivery held = this.kit.delivery(id);
    assertThat(held.state()).isEqualTo(DeliveryState.UNCLEAR);
    assertThat(held.wakeAt()).isNull();
    assertThat(held.detail()).contains("A person must decide", "looked at 20 posts");
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  @Test
  void believesReadBackThatFindsThePost() {
    unclear();
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.channel.findings.add(new Finding.Absent("not yet"));
    this.kit.channel.findings.add(new Finding.Found(ScriptedChannel.receipt(7)));
    this.kit.runAfter(ScriptedChannel.SETTLING);
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNCLEAR);
    this.kit.runAfter(Duration.ofMinutes(2));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  @Test
  void doesNotAskBeforeThePlatformHasSettled() {
    unclear();
    this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.channel.findings.add(new Finding.Found(ScriptedChannel.receipt(7)));
    this.kit.runAfter(ScriptedChannel.SETTLING.minusSeconds(1));
    assertThat(this.kit.channel.findings).hasSize(1);
  }

  @Test
  void givesARemoteIdToOneDeliveryOnly() {
    DeliveryId first = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    unclear();
    DeliveryId second = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.channel.findings.add(new Finding.Found(ScriptedChannel.receipt(1)));
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(this.kit.delivery(second).state()).isEqualTo(DeliveryState.UNCLEAR);
    assertThat(this.kit.delivery(second).detail()).contains(first.toString());
  }

  @Test
  void sendsAgainOnceWhereThePolicySaysSo() {
    unclear();
    unclear();
    DeliveryId id = this.kit.planned(DeliveryKit.RESENDING);
    for (int round = 0; round < 12; round++) {
      this.kit.runAfter(Duration.ofMinutes(30));
    }
    assertThat(this.kit.channel.calls).isEqualTo(2);
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNCLEAR);
    assertThat(this.kit.history(id)).contains(LedgerEntry.Kind.DECIDED);
  }

  @Test
  void repeatsAnAmbiguousEndWhileTheKeyIsGood() {
    this.kit.channel.repeatSafeFor = Duration.ofHours(1);
    unclear();
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.RETRYING);
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void looksBeforeItRepeatsOnceTheKeyIsNoLongerGood() {
    this.kit.channel.repeatSafeFor = Duration.ofHours(1);
    unclear();
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.runAfter(Duration.ofHours(2));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNCLEAR);
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  @Test
  void asksAboutWhatIsUnderwayAndNeverPublishesItAgain() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.committing("send", post.digest());
          return new Outcome.Underway("job-1", this.kit.clock.instant().plusSeconds(30));
        });
    this.kit.channel.followed.add(
        new Outcome.TryLater(FailureReason.UNAVAILABLE, "busy", Duration.ofSeconds(30)));
    this.kit.channel.followed.add(new Outcome.Published(ScriptedChannel.receipt(1)));
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNDERWAY);
    this.kit.runAfter(Duration.ofSeconds(30));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNDERWAY);
    this.kit.runAfter(Duration.ofSeconds(30));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  /** It is live: that its story has become too old for sending changes nothing. */
  @Test
  void followsWhatReadBackFindsUnderWayWhateverBecameOfTheStory() {
    unclear();
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.kit.routing.verdict = new Verdict.TooLate("yesterday's news");
    this.kit.channel.reading.add(
        (post, attempt) -> {
          attempt.checkpoint("send", "video-1");
          return new Finding.Underway("video-1", this.kit.clock.instant().plusSeconds(5));
        });
    this.kit.runAfter(ScriptedChannel.SETTLING);
    Delivery underway = this.kit.delivery(id);
    assertThat(underway.state()).isEqualTo(DeliveryState.UNDERWAY);
    assertThat(underway.handle()).isEqualTo("video-1");
    assertThat(underway.isInDoubt()).isFalse();
    assertThat(this.kit.history(id)).contains(LedgerEntry.Kind.READ_BACK);
    this.kit.channel.followed.add(new Outcome.Published(ScriptedChannel.receipt(1)));
    this.kit.runAfter(Duration.ofSeconds(5));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  @Test
  void stopsAProcessThatHasLostTheDelivery() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          this.kit.database.jdbc().sql("UPDATE delivery SET lease = lease + 1").update();
          return this.kit.channel.take(post, attempt);
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.channel.taken).isEmpty();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHING);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void believesAGoodAnswerThatComesAfterTheLeaseWasLost() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          Outcome outcome = this.kit.channel.take(post, attempt);
          this.kit.database.jdbc().sql("UPDATE delivery SET lease = lease + 1").update();
          return outcome;
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void takesAnExceptionAfterTheAnnouncementForADoubt() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.committing("send", post.digest());
          throw new IllegalStateException("defect with https://api.example/secret");
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.UNCLEAR);
    assertThat(this.kit.delivery(id).detail()).doesNotContain("secret");
  }

  @Test
  void retriesAnExceptionBeforeTheAnnouncementAFewTimes() {
    for (int attempts = 0; attempts < 10; attempts++) {
      this.kit.channel.next.add(
          (post, attempt) -> {
            throw new IllegalStateException("defect");
          });
    }
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    for (int round = 0; round < 10; round++) {
      this.kit.runAfter(Duration.ofHours(1));
    }
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.REJECTED);
    assertThat(this.kit.delivery(id).reason()).isEqualTo(FailureReason.DEFECT);
    assertThat(this.kit.channel.calls).isEqualTo(5);
  }

  private void unclear() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.committing("send", post.digest());
          return new Outcome.Unclear("No answer");
        });
  }
}
