// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Finding;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.Secret;
import org.storycast.simulator.Fault;
import org.storycast.simulator.TelegramChat;
import org.storycast.simulator.TelegramSimulator;

/** What is Telegram's own, beyond the contract. */
class TelegramPublisherTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TelegramSimulator simulator = new DescribedTelegram(this.clock);
  private int deliveries;
  private final DeliveryMemory memory = new DeliveryMemory(DeliveryKey.of("bridge"), this.clock);

  @AfterEach
  void stop() {
    this.simulator.close();
  }

  private TelegramPublisher publisher(Map<String, String> settings, boolean observed) {
    Map<String, Secret> credentials = new HashMap<>();
    credentials.put("bot-token", new Secret(TelegramSimulator.TOKEN));
    if (observed) {
      credentials.put("observer-token", new Secret(TelegramSimulator.OBSERVER_TOKEN));
    }
    return new TelegramPublisher(
        TelegramSettings.of(
            TelegramFixtures.account(this.simulator.address(), settings, credentials)),
        new TelegramFixtures(),
        this.clock);
  }

  private static Post post(String html) {
    return new Post(Map.of("message", html), null, "en", List.of(), List.of(), List.of());
  }

  private Receipt published(TelegramPublisher publisher, String html) {
    this.memory.attempt().committing("send", Digest.of(html));
    Outcome outcome = publisher.publish(post(html), another().attempt());
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }

  /** The memory of another delivery: what this one published it does not remember. */
  private DeliveryMemory another() {
    this.deliveries++;
    return new DeliveryMemory(DeliveryKey.of("another " + this.deliveries), this.clock);
  }

  private Finding find(TelegramPublisher publisher, String html) {
    return publisher.find(post(html), this.memory.attempt());
  }

  @Test
  void linksToPublicAndPrivateChannels() {
    assertThat(published(publisher(Map.of(), true), "a").address())
        .isEqualTo(URI.create("https://t.me/steppe_courier/1"));
    Map<String, String> byNumber = Map.of("chat-id", Long.toString(TelegramSimulator.CHANNEL));
    assertThat(published(publisher(byNumber, true), "a").address())
        .isEqualTo(URI.create("https://t.me/c/1234567890/2"));
    Map<String, String> named = new HashMap<>(byNumber);
    named.put("username", "@steppe_courier");
    assertThat(published(publisher(named, true), "a").address())
        .isEqualTo(URI.create("https://t.me/steppe_courier/3"));
  }

  @Test
  void keepsTheWholeAccountQuietAsLongAsItIsAsked() {
    this.simulator.failNext(Fault.REFUSE_429);
    publisher(Map.of(), false).publish(post("a"), this.memory.attempt());
    assertThat(this.memory.quietUntil()).contains(this.clock.instant().plusSeconds(7));
  }

  @Test
  void cannotTellWithoutAnObserver() {
    TelegramPublisher publisher = publisher(Map.of(), false);
    published(publisher, "a");
    assertThat(find(publisher, "a")).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void findsItsPostAndNoneThatOnlyResemblesIt() {
    TelegramPublisher publisher = publisher(Map.of(), true);
    String mine = "News <a href=\"https://e.example/?k=%s\">on</a>";
    published(publisher, mine.formatted("other"));
    assertThat(find(publisher, mine.formatted("mine"))).isInstanceOf(Finding.CannotTell.class);
    assertThat(find(publisher, "Other news")).isInstanceOf(Finding.Absent.class);
    Receipt receipt = published(publisher, mine.formatted("mine"));
    assertThat(find(publisher, mine.formatted("mine"))).isEqualTo(new Finding.Found(receipt));
  }

  @Test
  void doesNotFindWhatWasThereBefore() {
    TelegramPublisher publisher = publisher(Map.of(), true);
    this.simulator.postByPerson("Good morning");
    this.clock.advance(Duration.ofMinutes(3));
    this.simulator.failNext(Fault.REFUSE_DROP);
    publisher.publish(post("Good morning"), this.memory.attempt());
    assertThat(find(publisher, "Good morning")).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void provesNothingBySilenceOfAnObserverWhoHearsNothing() {
    TelegramPublisher publisher = publisher(Map.of(), true);
    this.simulator.channel().admit(TelegramSimulator.OBSERVER_TOKEN, TelegramChat.Role.MEMBER);
    published(publisher, "a");
    assertThat(find(publisher, "a")).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void provesNothingAfterADayOrWhileAnotherListens() {
    TelegramPublisher publisher = publisher(Map.of(), true);
    published(publisher, "a");
    this.clock.advance(Duration.ofHours(24));
    assertThat(find(publisher, "b")).isInstanceOf(Finding.CannotTell.class);
    DeliveryMemory later = another();
    later.attempt().committing("send", Digest.of("b"));
    publisher.publish(post("b"), another().attempt());
    this.simulator.contestUpdatesOf(TelegramSimulator.OBSERVER_TOKEN);
    assertThat(publisher.find(post("b"), later.attempt())).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void provesNothingWhenMoreWasPostedThanAnObserverKeeps() {
    TelegramPublisher publisher = publisher(Map.of(), true);
    published(publisher, "a");
    for (int i = 0; i < 100; i++) {
      this.simulator.postByPerson("Chatter " + i);
    }
    assertThat(find(publisher, "a")).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void provesNothingInGroups() {
    TelegramChat group = this.simulator.addChat(-1005555555555L, "supergroup", "courier_club");
    group.admit(TelegramSimulator.TOKEN, TelegramChat.Role.ADMINISTRATOR);
    group.admit(TelegramSimulator.OBSERVER_TOKEN, TelegramChat.Role.ADMINISTRATOR);
    TelegramPublisher publisher = publisher(Map.of("chat-id", "@courier_club"), true);
    published(publisher, "a");
    assertThat(find(publisher, "a")).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void knowsWhetherAPostIsStillThere() {
    TelegramPublisher publisher = publisher(Map.of(), false);
    Receipt receipt = published(publisher, "a");
    assertThat(publisher.find(receipt)).isEqualTo(new Finding.Found(receipt));
    publisher.remove(receipt, this.memory.attempt());
    assertThat(publisher.find(receipt)).isInstanceOf(Finding.Absent.class);
    this.simulator.revoke(TelegramSimulator.TOKEN);
    assertThat(publisher.find(receipt)).isInstanceOf(Finding.CannotTell.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_GARBLE", "REFUSE_502", "REFUSE_DROP"})
  void maySafelyRepeatAnEditOrARemoval(Fault fault) {
    TelegramPublisher publisher = publisher(Map.of(), false);
    Receipt receipt = published(publisher, "a");
    this.simulator.failNext(it -> it.path().endsWith("editmessagetext"), fault);
    assertThat(publisher.edit(receipt, post("b"), this.memory.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher.edit(receipt, post("b"), this.memory.attempt()))
        .isEqualTo(new Outcome.Published(receipt));
    this.simulator.failNext(
        it -> it.path().toLowerCase(java.util.Locale.ROOT).endsWith("deletemessage"), fault);
    assertThat(publisher.remove(receipt, this.memory.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher.remove(receipt, this.memory.attempt()))
        .isEqualTo(new Outcome.Published(receipt));
  }

  @Test
  void saysWhatCanNoLongerBeCorrected() {
    TelegramPublisher publisher = publisher(Map.of(), false);
    Receipt receipt = published(publisher, "a");
    this.clock.advance(Duration.ofDays(3));
    assertThat(publisher.remove(receipt, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.PERMISSION));
    this.simulator.channel().admit(TelegramSimulator.TOKEN, TelegramChat.Role.MODERATOR);
    publisher.remove(receipt, this.memory.attempt());
    assertThat(publisher.edit(receipt, post("b"), this.memory.attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.TARGET_GONE));
  }

  @Test
  void namesTheNewNumberOfAnUpgradedGroup() {
    TelegramChat group = this.simulator.addChat(-4242, "group", null);
    group.upgradeTo(-1009876543210L);
    assertThat(
            publisher(Map.of("chat-id", "-4242"), false).publish(post("a"), this.memory.attempt()))
        .isEqualTo(
            new Outcome.ChannelClosed(
                FailureReason.TARGET_GONE,
                "The group was upgraded; set settings.chat-id to -1009876543210"));
  }
}
