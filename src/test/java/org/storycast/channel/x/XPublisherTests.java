// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.XSimulator;

class XPublisherTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeliveryKey KEY = DeliveryKey.of("story", "x-en", "first");

  private final MutableClock clock = new MutableClock(NOON);
  private final XSimulator x = new DescribedX(this.clock);
  private final SamplePictures pictures = new SamplePictures();
  private final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);

  @AfterEach
  void stop() {
    this.x.close();
  }

  private XPublisher publisher() {
    return publisher(Map.of());
  }

  private XPublisher publisher(Map<String, String> changed) {
    Map<String, String> settings = new java.util.HashMap<>(changed);
    settings.put("base-url", this.x.address().toString());
    return (XPublisher)
        XFixtures.factory(this.clock, this.pictures).open(XFixtures.account(settings));
  }

  private Outcome publish(String text) {
    return publisher().publish(XFixtures.saying(text, KEY), this.memory.attempt());
  }

  @Test
  void saysWhereReadersFindThePostAndWhenItWasTaken() {
    Outcome outcome = publish("Rain reaches the steppe");
    Receipt receipt = ((Outcome.Published) outcome).receipt();
    assertThat(receipt.address())
        .hasToString("https://x.com/steppecourier/status/" + receipt.remoteId());
    assertThat(receipt.publishedAt()).isEqualTo(NOON);
  }

  @Test
  void sendsExactlyTheFrozenText() {
    publish("Rain <at last> & joy: “Жаңбыр” — 雨 🎉 " + XFixtures.link(KEY));
    assertThat(this.x.publications().getFirst().text())
        .isEqualTo("Rain <at last> & joy: “Жаңбыр” — 雨 🎉 " + XFixtures.link(KEY));
  }

  @Test
  void refusesALongTextWithoutAskingX() {
    Outcome outcome = publish("雨".repeat(141));
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.TOO_LONG);
    assertThat(this.x.requests()).isEmpty();
    assertThat(this.memory.writes()).isEmpty();
  }

  @Test
  void takesALongTextForAPremiumAccount() {
    this.x.sellPremium();
    String text = "A long report. ".repeat(60) + XFixtures.link(KEY);
    XPublisher premium = publisher(Map.of("text-limit", "4000"));
    Post post = XFixtures.saying(text, KEY);
    assertThat(premium.publish(post, this.memory.attempt())).isInstanceOf(Outcome.Published.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(premium.find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void refusesTwoCashtagsWithoutAskingX() {
    Outcome outcome = publish("$AAPL up, $TSLA down");
    assertThat(((Outcome.Rejected) outcome).detail()).contains("AAPL").contains("TSLA");
    assertThat(this.x.requests()).isEmpty();
  }

  @Test
  void takesPricesForWhatTheyAre() {
    Outcome outcome = publish("Bitcoin at $77,730, gold at $4,100, US$5m paid in $; $AAPL falls");
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
  }

  @Test
  void refusesForbiddenCodePointsWithoutAskingX() {
    assertThat(publish("Rain\uFFFEfall")).isInstanceOf(Outcome.Rejected.class);
    assertThat(this.x.requests()).isEmpty();
  }

  @Test
  void takesADuplicateAfterADoubtfulAttemptForASign() {
    this.x.failNext(Fault.TAKE_THEN_DROP);
    assertThat(publish("Rain reaches the steppe")).isInstanceOf(Outcome.Unclear.class);
    assertThat(publish("Rain reaches the steppe")).isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(1));
    Finding finding =
        publisher().find(XFixtures.saying("Rain reaches the steppe", KEY), this.memory.attempt());
    assertThat(finding).isInstanceOf(Finding.Found.class);
    assertThat(this.x.publications()).hasSize(1);
  }

  @Test
  void takesADuplicateAtTheFirstAttemptForARefusal() {
    this.x.addOwnPost("Rain reaches the steppe");
    Outcome outcome = publish("Rain reaches the steppe");
    assertThat(((Outcome.Rejected) outcome).reason()).isEqualTo(FailureReason.DUPLICATE);
  }

  @Test
  void doesNotPublishAgainWhatItRemembersAsTaken() {
    publish("Rain reaches the steppe");
    assertThat(publish("Rain reaches the steppe")).isInstanceOf(Outcome.Published.class);
    assertThat(this.x.publishingRequests()).isEqualTo(1);
  }

  @Test
  void asksForQuietWhenTheLastAllowedPostSucceeds() {
    this.x.limitDay(1);
    assertThat(publish("Rain reaches the steppe")).isInstanceOf(Outcome.Published.class);
    assertThat(this.memory.quietUntil()).contains(NOON.plus(Duration.ofHours(24)));
  }

  @Test
  void waitsForTheDayWhenTheDayIsUsedUp() {
    this.x.limitDay(1);
    publish("Rain reaches the steppe");
    DeliveryMemory other = new DeliveryMemory(DeliveryKey.of("other"), this.clock);
    Outcome outcome = publisher().publish(XFixtures.saying("Snow follows", KEY), other.attempt());
    assertThat(((Outcome.TryLater) outcome).reason()).isEqualTo(FailureReason.QUOTA);
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void waitsForTheWindowWhenItIsUsedUp() {
    for (int post = 0; post < 100; post++) {
      this.x.answerNext(SimulatorReply.empty(500));
    }
    XPublisher publisher = publisher();
    Outcome outcome = null;
    for (int post = 0; post < 101; post++) {
      DeliveryMemory one = new DeliveryMemory(DeliveryKey.of("post " + post), this.clock);
      outcome = publisher.publish(XFixtures.saying("Post " + post, KEY), one.attempt());
    }
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    for (int post = 101; post < 201; post++) {
      DeliveryMemory one = new DeliveryMemory(DeliveryKey.of("post " + post), this.clock);
      outcome = publisher.publish(XFixtures.saying("Post " + post, KEY), one.attempt());
    }
    assertThat(((Outcome.TryLater) outcome).notBefore()).isEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest(name = "newer form: {0}")
  @CsvSource({"false", "true"})
  void closesTheChannelWhenTheCreditsAreUsedUp(boolean newerForm) {
    this.x.fund(199, newerForm);
    Outcome outcome = publisher().publish(XFixtures.post(KEY), this.memory.attempt());
    assertThat(((Outcome.ChannelClosed) outcome).reason()).isEqualTo(FailureReason.CREDITS);
  }

  @Test
  void findsAPostWhoseAnswerNamedNoId() {
    this.x.loseNextId();
    Post post = XFixtures.post(KEY);
    assertThat(publisher().publish(post, this.memory.attempt()))
        .isInstanceOf(Outcome.Unclear.class);
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void findsItsPostOnAnApiWithTheOlderNames() {
    this.x.keepOlderNames();
    this.x.failNext(Fault.TAKE_THEN_500);
    Post post = XFixtures.post(KEY);
    publisher().publish(post, this.memory.attempt());
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void findsAPostWithABareDomainByItsText() {
    this.x.failNext(Fault.TAKE_THEN_500);
    Post post = XFixtures.saying("Read README.md at courier.example <now>", KEY);
    publisher().publish(post, this.memory.attempt());
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void doesNotTakeALikenessForItsOwn() {
    this.x.failNext(Fault.REFUSE_DROP);
    publisher().publish(XFixtures.post(KEY), this.memory.attempt());
    DeliveryKey other = DeliveryKey.of("story", "x-en", "second");
    this.x.addOwnPost(XFixtures.post(other).part("text"));
    this.x.addForeignPost(XFixtures.post(KEY).part("text"));
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(XFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.Absent.class);
  }

  @Test
  void seesNothingYetWhileTheTimelineLags() {
    this.x.showPostsAfter(Duration.ofSeconds(20));
    this.x.failNext(Fault.TAKE_THEN_DROP);
    Post post = XFixtures.post(KEY);
    publisher().publish(post, this.memory.attempt());
    this.clock.advance(Duration.ofSeconds(10));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Absent.class);
    this.clock.advance(publisher().profile().settlingTime());
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void findsItsPostBehindManyOthers() {
    this.x.failNext(Fault.TAKE_THEN_DROP);
    Post post = XFixtures.post(KEY);
    publisher().publish(post, this.memory.attempt());
    for (int other = 0; other < 250; other++) {
      this.x.addOwnPost("Another post, number " + other);
    }
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(post, this.memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void doesNotSayAbsentWhereItDidNotLookAtAll() {
    this.x.failNext(Fault.REFUSE_DROP);
    publisher().publish(XFixtures.post(KEY), this.memory.attempt());
    for (int other = 0; other < 501; other++) {
      this.x.addOwnPost("Another post, number " + other);
    }
    this.clock.advance(Duration.ofMinutes(1));
    assertThat(publisher().find(XFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void cannotTellWhenNobodyAnswers() {
    this.x.failNext(Fault.TAKE_THEN_DROP);
    publish("Rain reaches the steppe");
    XPublisher publisher = publisher();
    this.x.close();
    assertThat(publisher.find(XFixtures.post(KEY), this.memory.attempt()))
        .isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void removesAPostOnceAndKnowsThatItIsGone() {
    Receipt receipt = ((Outcome.Published) publish("Rain reaches the steppe")).receipt();
    assertThat(publisher().find(receipt)).isInstanceOf(Finding.Found.class);
    assertThat(remove(receipt)).isInstanceOf(Outcome.Published.class);
    assertThat(this.x.publications()).isEmpty();
    assertThat(publisher().find(receipt)).isInstanceOf(Finding.Absent.class);
    assertThat(remove(receipt)).isInstanceOf(Outcome.Published.class);
  }

  private Outcome remove(Receipt receipt) {
    return publisher()
        .remove(receipt, new DeliveryMemory(DeliveryKey.of("withdraw"), this.clock).attempt());
  }

  @Test
  void doesNotClaimToHaveRemovedSomebodyElsesPost() {
    String foreign = this.x.addForeignPost("Not ours");
    assertThat(remove(Receipt.of(foreign, null, NOON))).isInstanceOf(Outcome.ChannelClosed.class);
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @CsvSource({
    "user-id, abc",
    "user-id, ''",
    "username, @steppecourier",
    "text-limit, 279",
    "text-limit, many",
    "thread, 0",
    "thread, 26",
    "form, film and pictures",
    "price-post, cheap",
    "price-read, -1",
    "base-url, api.x.com"
  })
  void namesTheSettingThatIsWrong(String name, String value) {
    assertThatThrownBy(
            () ->
                XFixtures.factory(this.clock, this.pictures)
                    .open(XFixtures.account(Map.of(name, value))))
        .isInstanceOf(InvalidAccountException.class)
        .hasMessageContaining("settings." + name);
  }
}
