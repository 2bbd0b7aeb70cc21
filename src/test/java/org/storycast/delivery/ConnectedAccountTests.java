// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.AccountConnected;
import org.storycast.channel.Channels;
import org.storycast.channel.ConnectedAccount;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.database.TestDatabase;

/** What waits for a lost account goes on once the account is connected again. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class ConnectedAccountTests {

  @Parameter TestDatabase.Kind kind;
  @TempDir Path data;
  private DeliveryKit kit;
  private DeliveryId lost;
  private DeliveryId waiting;

  @BeforeEach
  void loseTheAccount() {
    this.kit = new DeliveryKit(this.kind.fresh(), this.data);
    this.kit.channel.next.add((post, attempt) -> revoked());
    this.lost = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    this.waiting = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(stateOf(this.lost)).isEqualTo(DeliveryState.PAUSED);
    assertThat(stateOf(this.waiting)).isEqualTo(DeliveryState.PAUSED);
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void goesOnByItself() {
    connect();
    this.kit.run();
    assertThat(stateOf(this.lost)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(stateOf(this.waiting)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void waitsOnWhereAPersonPausedTheChannel() {
    this.kit.get(ChannelDesk.class).pause(DeliveryKit.CHANNEL, "olga");
    connect();
    this.kit.run();
    assertThat(stateOf(this.lost)).isEqualTo(DeliveryState.PAUSED);
    this.kit.get(ChannelDesk.class).resume(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThat(stateOf(this.lost)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void anAccountThatWasExchangedMeanwhileClosesNothing() {
    connect();
    this.kit.channel.next.add(
        (post, attempt) -> {
          connectAnother();
          return revoked();
        });
    this.kit.run();
    assertThat(Stream.of(this.lost, this.waiting).map(this.kit::delivery))
        .extracting(Delivery::state, Delivery::detail)
        .containsExactlyInAnyOrder(
            tuple(DeliveryState.RETRYING, "revoked"), tuple(DeliveryState.PUBLISHED, ""));
    assertThat(this.kit.get(AccountStates.class).closed()).isEmpty();
    this.kit.runAfter(Duration.ofMinutes(1));
    assertThat(stateOf(this.waiting)).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(stateOf(this.lost)).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void theAccountThatIsOpenClosesItsChannel() {
    connect();
    this.kit.channel.next.add((post, attempt) -> revoked());
    this.kit.run();
    assertThat(this.kit.get(AccountStates.class).closed()).hasSize(1);
  }

  /** As when the connection is stored. */
  private void connect() {
    connectAnother();
    this.kit
        .get(TransactionOperations.class)
        .executeWithoutResult(
            status -> this.kit.publish(new AccountConnected(DeliveryKit.CHANNEL, "olga")));
    this.kit.get(Channels.class).reopen(DeliveryKit.CHANNEL);
  }

  private void connectAnother() {
    this.kit.connections.merge(
        DeliveryKit.CHANNEL, revision(1), (before, first) -> revision(before.revision() + 1));
  }

  private static ConnectedAccount revision(long revision) {
    return new ConnectedAccount(revision, "scripted", "@courier", Map.of(), Map.of());
  }

  private static Outcome revoked() {
    return new Outcome.ChannelClosed(FailureReason.CREDENTIALS, "revoked");
  }

  private DeliveryState stateOf(DeliveryId id) {
    return this.kit.delivery(id).state();
  }
}
