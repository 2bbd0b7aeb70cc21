// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Finding;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.MastodonSimulator;
import org.storycast.simulator.SimulatorReply;

class OwnStatusesTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "mastodon-en", "first");
  private static final Post POST = MastodonFixtures.post(KEY);
  private static final Post WITHOUT_LINK = MastodonFixtures.saying("Rain <at last> & joy", KEY);

  private final MutableClock clock = new MutableClock(NOON);
  private final MastodonSimulator mastodon = new MastodonSimulator(this.clock);
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);

  @AfterEach
  void stop() {
    this.mastodon.close();
  }

  private MastodonPublisher publisher(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(changed);
    settings.put("base-url", this.mastodon.address().toString());
    return (MastodonPublisher)
        new MastodonPublisherFactory(MastodonFixtures.FILES, this.clock)
            .open(MastodonFixtures.account(settings, MastodonSimulator.TOKEN));
  }

  private void publishInDoubt(Post post, Fault fault) {
    this.mastodon.failNext(fault);
    publisher(Map.of()).publish(post, this.memory.attempt());
    this.clock.advance(Duration.ofMinutes(1));
  }

  private Finding find(Post post) {
    return publisher(Map.of()).find(post, this.memory.attempt());
  }

  private String onlyId() {
    return this.mastodon.publications().getFirst().id();
  }

  @Test
  void findsItsStatusByTheKeyInTheLink() {
    publishInDoubt(POST, Fault.TAKE_THEN_DROP);
    Receipt receipt = ((Finding.Found) find(POST)).receipt();
    assertThat(receipt.remoteId()).isEqualTo(onlyId());
    assertThat(receipt.address()).isNotNull();
    assertThat(receipt.publishedAt()).isEqualTo(NOON);
  }

  @Test
  void findsAStatusWithoutALinkByItsSource() {
    publishInDoubt(WITHOUT_LINK, Fault.TAKE_THEN_DROP);
    this.mastodon.addOwnStatus("Rain at last & joy", null);
    assertThat(((Finding.Found) find(WITHOUT_LINK)).receipt().remoteId()).isEqualTo(onlyId());
  }

  @Test
  void asksNobodyForAnIdThatIsSet() {
    publishInDoubt(POST, Fault.TAKE_THEN_DROP);
    Finding finding =
        publisher(Map.of("account-id", MastodonSimulator.ACCOUNT_ID))
            .find(POST, this.memory.attempt());
    assertThat(finding).isInstanceOf(Finding.Found.class);
    assertThat(this.mastodon.requests()).noneMatch(it -> it.path().endsWith("verify_credentials"));
  }

  @Test
  void findsItsStatusBehindManyOthers() {
    publishInDoubt(POST, Fault.TAKE_THEN_DROP);
    addOthers(150);
    assertThat(find(POST)).isInstanceOf(Finding.Found.class);
  }

  private void addOthers(int count) {
    for (int other = 0; other < count; other++) {
      this.mastodon.addOwnStatus("Another status, number " + other, null);
    }
  }

  @Test
  void looksNoFurtherThanTheWindow() {
    addOthers(100);
    this.clock.advance(Duration.ofMinutes(5));
    publishInDoubt(POST, Fault.REFUSE_DROP);
    assertThat(find(POST)).isInstanceOf(Finding.Absent.class);
    assertThat(this.mastodon.requests())
        .filteredOn(it -> it.query().containsKey("limit"))
        .hasSize(1);
  }

  @Test
  void doesNotSayAbsentWhereItDidNotLookAtAll() {
    publishInDoubt(POST, Fault.REFUSE_DROP);
    addOthers(201);
    assertThat(find(POST)).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void doesNotAskForEndlessSources() {
    publishInDoubt(WITHOUT_LINK, Fault.REFUSE_DROP);
    addOthers(41);
    assertThat(find(WITHOUT_LINK)).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void doesNotTakeALikenessForItsOwn() {
    publishInDoubt(POST, Fault.REFUSE_DROP);
    this.mastodon.addOwnStatus(
        MastodonFixtures.post(DeliveryKey.of("another")).part("status"), null);
    String other = onlyId();
    this.mastodon.addOwnStatus("See " + MastodonFixtures.link(KEY), other);
    assertThat(find(POST)).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void doesNotTakeAnEqualTextOfYesterdayForItsOwn() {
    this.mastodon.addOwnStatus(WITHOUT_LINK.part("status"), null);
    this.clock.advance(Duration.ofHours(24));
    publishInDoubt(WITHOUT_LINK, Fault.REFUSE_DROP);
    assertThat(find(WITHOUT_LINK)).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void cannotTellWhenPagesOrSourcesCannotBeRead() {
    publishInDoubt(WITHOUT_LINK, Fault.TAKE_THEN_DROP);
    this.mastodon.answerNext(
        it -> it.query().containsKey("limit"), SimulatorReply.html(200, "Welcome"));
    assertThat(find(WITHOUT_LINK)).isInstanceOf(Finding.CannotTell.class);
    this.mastodon.answerNext(
        it -> it.path().endsWith("/source"), SimulatorReply.html(502, "Bad gateway"));
    assertThat(find(WITHOUT_LINK)).isInstanceOf(Finding.CannotTell.class);
    this.mastodon.revoke(MastodonSimulator.TOKEN);
    assertThat(find(WITHOUT_LINK)).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void takesOnlyTheIdOutOfTheLinkToTheNextPage() {
    publishInDoubt(POST, Fault.TAKE_THEN_DROP);
    this.mastodon.answerNext(
        it -> it.query().containsKey("limit"),
        SimulatorReply.json(200, List.of(Map.of("id", "999999999999999999")))
            .with("Link", "<https://thief.example/?max_id=999999999999999999>; rel=\"next\""));
    assertThat(find(POST)).isInstanceOf(Finding.Found.class);
  }

  @Test
  void cannotTellWhetherAStatusIsThereWhenNobodySays() {
    publishInDoubt(POST, Fault.TAKE_THEN_DROP);
    MastodonPublisher publisher = publisher(Map.of());
    Receipt receipt = Receipt.of(onlyId(), null, NOON);
    assertThat(publisher.find(receipt)).isInstanceOf(Finding.Found.class);
    this.mastodon.answerNext(it -> it.method().equals("GET"), SimulatorReply.html(404, "Gone"));
    assertThat(publisher.find(receipt)).isInstanceOf(Finding.CannotTell.class);
    this.mastodon.revoke(MastodonSimulator.TOKEN);
    assertThat(publisher.find(receipt)).isInstanceOf(Finding.CannotTell.class);
  }
}
