// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.channel.UnknownChannelException;
import org.storycast.database.TestDatabase;
import org.storycast.story.Story;

@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class DeliveryDeskTests {

  @Parameter TestDatabase.Kind kind;
  @TempDir Path data;
  private DeliveryKit kit;
  private DeliveryDesk desk;

  @BeforeEach
  void open() {
    this.kit = new DeliveryKit(this.kind.fresh(), this.data);
    this.desk = this.kit.get(DeliveryDesk.class);
  }

  @AfterEach
  void close() {
    this.kit.close();
  }

  @Test
  void sendsAtTheMomentThatIsNamed() {
    Story story = this.kit.story();
    this.desk.send(
        story.id(), List.of(DeliveryKit.CHANNEL), DeliveryKit.NOON.plusSeconds(600), "editor");
    this.kit.runAfter(Duration.ofSeconds(599));
    assertThat(this.kit.channel.taken).isEmpty();
    this.kit.runAfter(Duration.ofSeconds(1));
    assertThat(this.kit.channel.taken).hasSize(1);
  }

  @Test
  void sendsToAllOpenChannelsWhereNoneIsNamed() {
    assertThat(this.desk.send(this.kit.story().id(), List.of(), null, "editor"))
        .extracting(Delivery::channel)
        .containsExactlyInAnyOrder(
            DeliveryKit.CHANNEL, DeliveryKit.RESENDING, DeliveryKit.REHEARSING);
  }

  @Test
  void namesAnUnknownChannelAndStoresNothing() {
    Story story = this.kit.story();
    assertThatThrownBy(
            () ->
                this.desk.send(
                    story.id(), List.of(DeliveryKit.CHANNEL, new ChannelId("fax")), null, "editor"))
        .isInstanceOf(UnknownChannelException.class)
        .hasMessageContaining("fax");
    assertThat(this.kit.get(Deliveries.class).ofStory(story.id())).isEmpty();
  }

  @Test
  void plansOneDeliveryHoweverManyAskAtOnce() throws InterruptedException {
    Story story = this.kit.story();
    Set<DeliveryId> ids = ConcurrentHashMap.newKeySet();
    List<Thread> askers =
        IntStream.range(0, 20)
            .mapToObj(
                number ->
                    Thread.startVirtualThread(
                        () ->
                            this.desk
                                .send(story.id(), List.of(DeliveryKit.CHANNEL), null, "editor")
                                .forEach(delivery -> ids.add(delivery.id()))))
            .toList();
    for (Thread asker : askers) {
      asker.join();
    }
    assertThat(ids).hasSize(1);
    assertThat(this.kit.get(Deliveries.class).ofStory(story.id())).hasSize(1);
  }

  @Test
  void cancelsWhatWaits() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.desk.cancel(id, "editor");
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(this.kit.channel.taken).isEmpty();
  }

  @Test
  void refusesToCancelWhatIsPublishedAndSaysWhy() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    assertThatThrownBy(() -> this.desk.cancel(id, "editor"))
        .isInstanceOf(OrderRefusedException.class)
        .hasMessageContaining("PUBLISHED")
        .hasMessageContaining("only waiting deliveries can");
  }

  @Test
  void retriesWhatEndedUnsent() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.desk.cancel(id, "editor");
    this.desk.retry(id, "editor");
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
  }

  @Test
  void settlesADoubtAsPublished() {
    DeliveryId id = inDoubt();
    this.desk.settleDoubt(
        id,
        new DoubtDecision.IsPublished("remote-9", URI.create("https://social.example/9")),
        "editor");
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.get(PublishedParts.class).receipt(id).map(Receipt::remoteId))
        .contains("remote-9");
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  @Test
  void sendsAgainWhenAPersonSaysThatItIsNotThere() {
    DeliveryId id = inDoubt();
    this.desk.settleDoubt(id, new DoubtDecision.SendAgain(), "editor");
    this.kit.run();
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.PUBLISHED);
    assertThat(this.kit.channel.calls).isEqualTo(2);
  }

  @Test
  void givesUpWhenAPersonSaysSo() {
    DeliveryId id = inDoubt();
    this.desk.settleDoubt(id, new DoubtDecision.GiveUp(), "editor");
    this.kit.runAfter(Duration.ofHours(1));
    assertThat(this.kit.delivery(id).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(this.kit.channel.calls).isEqualTo(1);
  }

  @Test
  void writesWhoDecided() {
    DeliveryId id = inDoubt();
    this.desk.settleDoubt(id, new DoubtDecision.GiveUp(), "editor Aliya");
    assertThat(this.kit.get(Ledger.class).of(id).getLast().details())
        .containsEntry("by", "editor Aliya");
  }

  @Test
  void refusesToSettleWhereThereIsNoDoubt() {
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    assertThatThrownBy(() -> this.desk.settleDoubt(id, new DoubtDecision.SendAgain(), "editor"))
        .isInstanceOf(OrderRefusedException.class)
        .hasMessageContaining("only deliveries in doubt");
  }

  private DeliveryId inDoubt() {
    this.kit.channel.next.add(
        (post, attempt) -> {
          attempt.committing("send", post.digest());
          return new Outcome.Unclear("No answer");
        });
    DeliveryId id = this.kit.planned(DeliveryKit.CHANNEL);
    this.kit.run();
    return id;
  }
}
