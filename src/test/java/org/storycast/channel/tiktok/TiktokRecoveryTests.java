// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;

class TiktokRecoveryTests extends TiktokBench {

  @Test
  void findsThePostByItsTaskAfterACrash() {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    Post post = TiktokAccount.post(SMALL);
    assertThat(publisher(SMALL).find(post, this.memory.attempt()))
        .isInstanceOf(Finding.Underway.class);
    assertThat(this.memory.isInDoubt()).isFalse();
    this.clock.advance(Duration.ofMinutes(2));
    assertThat(publisher(SMALL).find(post, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found -> assertThat(found.receipt().remoteId()).isEqualTo("7400000000000000001"));
  }

  /** Its address comes when the moderation ends, and is worth waiting for. */
  @Test
  void followsAPostThatIsFoundInModeration() {
    this.tiktok.moderateFor(Duration.ofHours(1));
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(2));
    Post post = TiktokAccount.post(SMALL);
    Finding.Underway found = (Finding.Underway) publisher(SMALL).find(post, this.memory.attempt());
    this.clock.advance(Duration.ofHours(1));
    assertThat(publisher(SMALL).follow(post, found.handle(), this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Published.class,
            it -> assertThat(it.receipt().remoteId()).isEqualTo("7400000000000000001"));
  }

  @Test
  void followsAPostThatFailedToItsRefusal() {
    this.tiktok.failNextPost("duration_check_failed");
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(2));
    Post post = TiktokAccount.post(SMALL);
    Finding.Underway found = (Finding.Underway) publisher(SMALL).find(post, this.memory.attempt());
    assertThat(reasonOf(publisher(SMALL).follow(post, found.handle(), this.memory.attempt())))
        .isEqualTo(FailureReason.MEDIA);
  }

  @Test
  void findsNothingWhereTiktokFailedForReasonsOfItsOwn() {
    this.tiktok.failNextPost("internal");
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(2));
    assertThat(publisher(SMALL).find(TiktokAccount.post(SMALL), this.memory.attempt()))
        .isInstanceOf(Finding.Absent.class);
  }

  @Test
  void doesNotTakeAnAnswerWithoutAListForAnEmptyOne() {
    Receipt receipt = published();
    Map<String, Object> listless =
        Map.of("data", Map.of(), "error", Map.of("code", "ok", "message", ""));
    this.tiktok.answerNext(
        it -> it.path().endsWith("/video/query/"), SimulatorReply.json(200, listless));
    assertThat(publisher(SMALL).find(receipt)).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void findsThePostByItsTextWhenTiktokForgotTheTask() {
    this.memory.killAt(2, false);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    this.clock.advance(Duration.ofMinutes(2));
    this.tiktok.answerNext(
        it -> it.path().endsWith("/status/fetch/"),
        TiktokRefusals.reply(400, "invalid_publish_id"));
    assertThat(publisher(SMALL).find(TiktokAccount.post(SMALL), this.memory.attempt()))
        .isInstanceOf(Finding.Found.class);
  }

  @Test
  void showsADoubtOnceWhenTiktokForgotTheTask() {
    this.memory.killAt(1, true);
    assertThatThrownBy(() -> publish(SMALL)).isInstanceOf(DeliveryMemory.Killed.class);
    for (int time = 0; time < 2; time++) {
      this.tiktok.answerNext(
          it -> it.path().endsWith("/status/fetch/"),
          TiktokRefusals.reply(400, "invalid_publish_id"));
    }
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Unclear.class);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.Underway.class);
  }

  @Test
  void readsTheNumbers() {
    assertThat(publisher(SMALL).metrics(published()).counts())
        .containsEntry("view_count", 123L)
        .containsEntry("like_count", 4L)
        .hasSize(4);
  }

  @Test
  void goesOnWithTheNewRefreshTokenInAnotherProcess() {
    publish(SMALL);
    this.tokens = TestTokens.in(this.database, this.clock);
    this.clock.advance(Duration.ofHours(3));
    publisher(SMALL).find(Receipt.of("7400000000000000001", null, this.clock.instant()));
    assertThat(this.tiktok.refreshes()).isEqualTo(2);
  }

  @Test
  void refreshesOnceWhenTiktokForgetsTheToken() {
    publish(SMALL);
    this.tiktok.forgetAccessTokens();
    DeliveryMemory another = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    assertThat(publisher(SMALL).publish(TiktokAccount.post(SMALL), another.attempt()))
        .isInstanceOf(Outcome.Underway.class);
    assertThat(this.tiktok.refreshes()).isEqualTo(2);
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"200", "400"})
  void saysThatAPersonMustReconnectWhenTheRefreshTokenIsUsedUp(int status) {
    publish(SMALL);
    this.tiktok.refuseTokensWith(status);
    this.tokens = TestTokens.fresh(this.clock);
    DeliveryMemory another = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    assertThat(publisher(SMALL).publish(TiktokAccount.post(SMALL), another.attempt()))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed -> {
              assertThat(closed.reason()).isEqualTo(FailureReason.CREDENTIALS);
              assertThat(closed.detail())
                  .contains("invalid_grant")
                  .contains("connect the account again in the console");
            });
  }

  @Test
  void saysWhatAPersonMustDoWhenTheAnswerToARefreshWasLost() {
    this.tiktok.failNext(it -> it.path().equals("/v2/oauth/token/"), Fault.TAKE_THEN_DROP);
    assertThat(publish(SMALL)).isInstanceOf(Outcome.TryLater.class);
    assertThat(publish(SMALL))
        .isInstanceOfSatisfying(
            Outcome.ChannelClosed.class,
            closed ->
                assertThat(closed.detail())
                    .contains("ended without a stored answer")
                    .contains("connect the account again"));
  }
}
