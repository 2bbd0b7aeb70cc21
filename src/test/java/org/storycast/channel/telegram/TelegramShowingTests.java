// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.channel.Attachment;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.TelegramChat;
import org.storycast.simulator.TelegramSimulator;

/** Pictures, albums and films: sent, pinned, answered and found. */
class TelegramShowingTests extends TelegramDesk {

  @Test
  void sendsAPhotoWithItsCaption() {
    Receipt receipt = published(publisher(), post("<b>The bridge</b>", pictures(100, 101)));
    assertThat(only().text()).isEqualTo("The bridge");
    assertThat(shown()).isEqualTo(digests(pictures(100)));
    assertThat(receipt.evidence()).containsEntry("form", "photo");
  }

  @Test
  void sendsAnAlbumWithOneCaptionAndNamesEveryPart() {
    List<Attachment> pictures = pictures(100, 101, 102);
    Receipt receipt = published(publisher("form", "album"), post("The bridge", pictures));
    assertThat(only().text()).isEqualTo("The bridge");
    assertThat(shown()).isEqualTo(digests(pictures));
    assertThat(receipt.parts())
        .extracting(Receipt.Part::address)
        .containsExactly(
            URI.create("https://t.me/steppe_courier/1"),
            URI.create("https://t.me/steppe_courier/2"),
            URI.create("https://t.me/steppe_courier/3"));
  }

  @Test
  void sendsAFilmByItsBytes() {
    Attachment film = this.files.film();
    published(publisher("form", "video"), post("The bridge", List.of(film)));
    assertThat(shown()).containsExactly(film.digest());
    String body = this.simulator.requests().getFirst().text();
    assertThat(body).contains("name=\"width\"", "name=\"duration\"", "name=\"supports_streaming\"");
  }

  @Test
  void pinsWithoutASoundAndSaysSo() {
    Receipt receipt = published(publisher("pin", "always"), post("a", pictures(100)));
    assertThat(this.simulator.channel().pinned()).containsExactly(1);
    assertThat(receipt.evidence()).containsEntry("pin", "pinned");
    assertThat(this.simulator.requests().getLast().json().path("disable_notification").asBoolean())
        .isTrue();
    published(publisher("pin", "urgent"), post("b", List.of()));
    assertThat(this.simulator.channel().pinned()).hasSize(1);
  }

  @Test
  void isPublishedWhateverBecomesOfThePin() {
    this.simulator.channel().admit(TelegramSimulator.TOKEN, TelegramChat.Role.ADMINISTRATOR);
    Receipt receipt = published(publisher("pin", "always"), post("a", pictures(100)));
    assertThat(receipt.evidence().get("pin")).startsWith("not pinned: ").contains("not enough");
    assertThat(this.simulator.publications()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TAKE_THEN_DROP",
        "TAKE_THEN_500",
        "REFUSE_DROP",
        "REFUSE_429",
        "REFUSE_CREDENTIALS"
      })
  void pinsAgainWhatACrashLeftUnpinned(Fault fault) {
    TelegramPublisher publisher = publisher("pin", "always");
    this.simulator.failNext(it -> isCallOf(it, "pinchatmessage"), fault);
    Post post = post("a", pictures(100));
    DeliveryMemory memory = memory();
    memory.killAt(2, false);
    assertThatExceptionOfType(DeliveryMemory.Killed.class)
        .isThrownBy(() -> publisher.publish(post, memory.attempt()));
    assertThat(publisher.publish(post, memory.attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(this.simulator.channel().pinned()).containsExactly(1);
    assertThat(calls("sendphoto")).isEqualTo(1);
    assertThat(publisher.publish(post, memory.attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(calls("pinchatmessage")).isEqualTo(2);
  }

  @Test
  void resumesWhatItSentWhenTheFormWasSetAnewMeanwhile() {
    Post post = post("a", pictures(100, 101));
    DeliveryMemory memory = memory();
    publisher("form", "album").publish(post, memory.attempt());
    Outcome again = publisher("form", "text").publish(post, memory.attempt());
    assertThat(((Outcome.Published) again).receipt().parts()).hasSize(2);
    assertThat(((Outcome.Published) again).receipt().evidence()).containsEntry("form", "album");
    assertThat(this.simulator.publications()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "photo", "album", "video"})
  void answersWhatItContinuesAndStandsAloneWhereThatIsGone(String form) {
    TelegramPublisher publisher = publisher("form", form);
    List<Attachment> shown = new ArrayList<>(pictures(100, 101));
    shown.add(this.files.film());
    Receipt first = published(publisher, post("a", shown));
    Receipt second = published(publisher, post("b", shown).inReplyTo(first));
    int id = Integer.parseInt(second.remoteId());
    assertThat(this.simulator.channel().answeredBy(id))
        .isEqualTo(Integer.parseInt(first.remoteId()));
    publisher.remove(first, memory().attempt());
    this.clock.advance(Duration.ofMinutes(1));
    Receipt third = published(publisher, post("c", shown).inReplyTo(first));
    assertThat(this.simulator.channel().answeredBy(Integer.parseInt(third.remoteId()))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "photo", "album", "video"})
  void makesNoSoundWhereItIsToldSo(String form) {
    List<Attachment> shown = new ArrayList<>(pictures(100, 101));
    shown.add(this.files.film());
    Receipt quiet = published(publisher("form", form, "silent", "true"), post("a", shown));
    assertThat(this.simulator.channel().isSilent(Integer.parseInt(quiet.remoteId()))).isTrue();
    Receipt loud = published(publisher("form", form), post("a", shown));
    assertThat(this.simulator.channel().isSilent(Integer.parseInt(loud.remoteId()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "album", "video"})
  void theObserverFindsEveryFormWithAllItsParts(String form) {
    TelegramPublisher publisher = publisher("form", form);
    List<Attachment> shown = new ArrayList<>(pictures(100, 101));
    shown.add(this.files.film());
    Post post = post(TelegramFixtures.MESSAGE, shown);
    DeliveryMemory lost = memory();
    lost.attempt().committing("send", post.digest());
    assertThat(publisher.find(post, lost.attempt())).isInstanceOf(Finding.Absent.class);
    Receipt receipt = published(publisher, post);
    assertThat(publisher.find(post, lost.attempt())).isEqualTo(new Finding.Found(receipt));
  }

  @Test
  void theObserverSaysNothingOfAnAlbumOfOtherSize() {
    TelegramPublisher publisher = publisher("form", "album");
    Post three = post(TelegramFixtures.MESSAGE, pictures(100, 101, 102));
    DeliveryMemory lost = memory();
    lost.attempt().committing("send", three.digest());
    published(publisher, post(TelegramFixtures.MESSAGE, pictures(100, 101)));
    assertThat(publisher.find(three, lost.attempt())).isInstanceOf(Finding.CannotTell.class);
  }

  @Test
  void theObserverFindsWhatItHearsLate() {
    TelegramPublisher publisher = publisher();
    Post post = post(TelegramFixtures.MESSAGE, pictures(100));
    this.simulator.tellLate(Duration.ofSeconds(8));
    this.simulator.failNext(Fault.TAKE_THEN_DROP);
    DeliveryMemory memory = memory();
    assertThat(publisher.publish(post, memory.attempt())).isInstanceOf(Outcome.Unclear.class);
    assertThat(publisher.find(post, memory.attempt())).isInstanceOf(Finding.Absent.class);
    this.clock.advance(publisher.profile().settlingTime());
    assertThat(publisher.find(post, memory.attempt())).isInstanceOf(Finding.Found.class);
  }

  @Test
  void doesNotTakeAnAnswerForItsPostThatNamesOtherMessages() {
    this.simulator.answerNext(SimulatorReply.json(200, Map.of("ok", true, "result", Map.of())));
    assertThat(publisher().publish(post("a", pictures(100)), memory().attempt()))
        .isInstanceOf(Outcome.Unclear.class);
    this.simulator.answerNext(SimulatorReply.json(200, Map.of("ok", true, "result", List.of())));
    assertThat(publisher("form", "album").publish(post("a", pictures(1, 2)), memory().attempt()))
        .isInstanceOf(Outcome.Unclear.class);
  }

  @Test
  void twoChannelsShareOneBotAndOneObserver() {
    TelegramChat russian = this.simulator.addChat(-1002222222222L, "channel", "courier_ru");
    russian.admit(TelegramSimulator.TOKEN, TelegramChat.Role.ADMINISTRATOR);
    russian.admit(TelegramSimulator.OBSERVER_TOKEN, TelegramChat.Role.READER);
    TelegramPublisher english = publisher();
    TelegramPublisher other = publisher("chat-id", "@courier_ru");
    Post post = post(TelegramFixtures.MESSAGE, pictures(100));
    DeliveryMemory lost = memory();
    lost.attempt().committing("send", post.digest());
    Receipt here = published(english, post);
    assertThat(other.find(post, lost.attempt())).isInstanceOf(Finding.Absent.class);
    Receipt there = published(other, post);
    assertThat(english.find(post, lost.attempt())).isEqualTo(new Finding.Found(here));
    assertThat(other.find(post, lost.attempt())).isEqualTo(new Finding.Found(there));
    assertThat(there.address()).isEqualTo(URI.create("https://t.me/courier_ru/1"));
  }

  @Test
  void aBotThatIsTooFastInOneChannelWaitsInTheOther() {
    for (int chat = 1; chat <= 30; chat++) {
      this.simulator
          .addChat(-1009000000000L - chat, "channel", null)
          .admit(TelegramSimulator.TOKEN, TelegramChat.Role.ADMINISTRATOR);
      published(publisher("chat-id", Long.toString(-1009000000000L - chat)), post("a", List.of()));
    }
    DeliveryMemory memory = memory();
    assertThat(publisher().publish(post("a", pictures(100)), memory.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(memory.quietUntil()).isPresent();
  }
}
