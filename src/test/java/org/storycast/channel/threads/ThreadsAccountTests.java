// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.Checkup;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Edits;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.ThreadsSimulator;

/** Tokens, quotas, withdrawals, numbers. */
class ThreadsAccountTests extends ThreadsBench {

  private Outcome publishAnother() {
    DeliveryKey key = DeliveryKey.of("another", this.clock.instant().toString());
    return publisher()
        .publish(ThreadsFixtures.post(key), new DeliveryMemory(key, this.clock).attempt());
  }

  @Test
  void usesAYoungTokenAsItIs() {
    published(POST);
    assertThat(requests("/refresh_access_token")).hasSize(1);
    publishAnother();
    assertThat(requests("/refresh_access_token")).hasSize(1);
  }

  @Test
  void renewsTheTokenForEver() {
    for (int day = 0; day < 200; day += 10) {
      assertThat(publishAnother()).as("day " + day).isInstanceOf(Outcome.Published.class);
      this.clock.advance(Duration.ofDays(10));
    }
    assertThat(requests("/refresh_access_token")).hasSizeLessThan(12);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"REFUSE_502", "REFUSE_DROP", "TAKE_THEN_DROP", "TAKE_THEN_HTML", "TAKE_THEN_500"})
  void goesOnWithTheOldTokenWhereItCanNotBeRenewed(Fault fault) {
    published(POST);
    this.clock.advance(Duration.ofDays(2));
    this.threads.failNext(calls("GET", "/refresh_access_token"), fault);
    assertThat(publishAnother()).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofDays(2));
    assertThat(publishAnother()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void closesTheChannelWhereTheTokenIsDead() {
    published(POST);
    this.clock.advance(Duration.ofDays(60));
    Outcome outcome = publishAnother();
    assertThat(((Outcome.ChannelClosed) outcome).reason()).isEqualTo(FailureReason.CREDENTIALS);
    assertThat(outcome.toString())
        .contains("credentials.access-token")
        .doesNotContain(ThreadsSimulator.TOKEN);
  }

  @Test
  void waitsWhenTheDaysPostsAreUsedUp() {
    this.threads.allow(1, 1, 1);
    published(POST);
    Outcome.TryLater later = (Outcome.TryLater) publishAnother();
    assertThat(later.reason()).isEqualTo(FailureReason.QUOTA);
    assertThat(this.threads.containers()).isEqualTo(1);
    this.clock.advance(Duration.ofDays(1));
    assertThat(publishAnother()).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void waitsWhenTheDaysDeletionsAreUsedUp() {
    this.threads.allow(5, 5, 1);
    Receipt receipt = published(POST);
    publisher().remove(((Outcome.Published) publishAnother()).receipt(), withdrawal());
    Outcome outcome = publisher().remove(receipt, withdrawal());
    assertThat(((Outcome.TryLater) outcome).reason()).isEqualTo(FailureReason.QUOTA);
    assertThat(this.threads.publications()).hasSize(1);
  }

  @Test
  void triesAWithdrawalAgainWhateverHappened() {
    Receipt receipt = published(POST);
    this.threads.failNext(calls("DELETE", receipt.remoteId()), Fault.TAKE_THEN_DROP);
    assertThat(publisher().remove(receipt, withdrawal())).isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher().remove(receipt, withdrawal())).isInstanceOf(Outcome.Published.class);
    assertThat(publisher().find(receipt)).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void doesNotTakeAProxysYesForADeletion() {
    Receipt receipt = published(POST);
    this.threads.failNext(calls("DELETE", receipt.remoteId()), Fault.TAKE_THEN_HTML);
    assertThat(publisher().remove(receipt, withdrawal())).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void closesTheChannelWhereTheTokenMayNotDelete() {
    var narrow =
        (ThreadsPublisher)
            new ThreadsPublisherFactory(this.tokens, this.clock)
                .open(
                    ThreadsFixtures.accountWith(
                        ThreadsSimulator.NARROW_TOKEN, this.threads.address()));
    Receipt receipt = ((Outcome.Published) narrow.publish(POST, this.memory.attempt())).receipt();
    assertThat(((Outcome.ChannelClosed) narrow.remove(receipt, withdrawal())).reason())
        .isEqualTo(FailureReason.PERMISSION);
    assertThat(narrow.metrics(receipt).counts()).isEmpty();
  }

  @Test
  void doesNotEdit() {
    assertThat(publisher()).isNotInstanceOf(Edits.class);
  }

  @Test
  void readsTheNumbers() {
    Receipt receipt = published(POST);
    assertThat(publisher().metrics(receipt).counts())
        .containsOnlyKeys("views", "likes", "replies", "reposts", "quotes", "shares");
  }

  @Test
  void checksWithoutPublishing() {
    Checkup good = publisher().check();
    assertThat(good.verdict()).as(good.toString()).isEqualTo(Checkup.Verdict.GOOD);
    assertThat(publisher("user-id", "1").check().verdict()).isEqualTo(Checkup.Verdict.BAD);
    this.threads.allow(0, 1, 1);
    this.threads.failNext(calls("GET", "/me"), Fault.REFUSE_502);
    assertThat(publisher().check().verdict()).isEqualTo(Checkup.Verdict.UNKNOWN);
    this.clock.advance(Duration.ofDays(60));
    assertThat(publisher().check().verdict()).isEqualTo(Checkup.Verdict.BAD);
    assertThat(this.threads.containers()).isZero();
    assertThat(this.threads.publications()).isEmpty();
  }
}
