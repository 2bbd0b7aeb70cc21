// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.Fault;
import org.storycast.simulator.TelegramChat;
import org.storycast.simulator.TelegramSimulator;

/** Pictures, albums and films: changed and taken away. */
class TelegramCorrectionsTests extends TelegramDesk {

  @Test
  void changesOnlyTheWordsWhereThePictureIsTheSame() {
    TelegramPublisher publisher = publisher();
    Receipt receipt = published(publisher, post("a", pictures(100)));
    Outcome edited = publisher.edit(receipt, post("b", pictures(100)), memory().attempt());
    assertThat(edited).isEqualTo(new Outcome.Published(receipt));
    assertThat(only().text()).isEqualTo("b");
    assertThat(calls("editmessagemedia")).isZero();
    assertThat(calls("editmessagecaption")).isEqualTo(1);
  }

  @Test
  void changesThePictureWithTheWords() {
    TelegramPublisher publisher = publisher();
    Receipt receipt = published(publisher, post("a", pictures(100)));
    Outcome edited = publisher.edit(receipt, post("b", pictures(200)), memory().attempt());
    assertThat(only().text()).isEqualTo("b");
    assertThat(shown()).isEqualTo(digests(pictures(200)));
    assertThat(((Outcome.Published) edited).receipt().evidence().get("media"))
        .isEqualTo(pictures(200).getFirst().digest().hex());
  }

  @Test
  void takesPicturesOutOfAnAlbumAndExchangesThem() {
    TelegramPublisher publisher = publisher("form", "album");
    Receipt receipt = published(publisher, post("a", pictures(100, 101, 102)));
    for (int time = 0; time < 2; time++) {
      Outcome edited = publisher.edit(receipt, post("b", pictures(100, 202)), memory().attempt());
      assertThat(((Outcome.Published) edited).receipt().parts()).hasSize(2);
      assertThat(shown()).isEqualTo(digests(pictures(100, 202)));
      assertThat(only().text()).isEqualTo("b");
    }
  }

  @Test
  void keepsThePictureOfAPostThatHasNoneAnyMore() {
    TelegramPublisher publisher = publisher();
    Receipt receipt = published(publisher, post("a", pictures(100)));
    assertThat(publisher.edit(receipt, post("b", List.of()), memory().attempt()))
        .isEqualTo(new Outcome.Published(receipt));
    assertThat(only().text()).isEqualTo("b");
    assertThat(shown()).hasSize(1);
  }

  @Test
  void changesACaptionByTheCaptionHoweverLongTheMessageGrew() {
    TelegramPublisher publisher = publisher();
    Receipt receipt = published(publisher, post("a", pictures(100)));
    Post grown =
        new Post(
            Map.of("message", "m".repeat(3000), "caption", "short"),
            null,
            "en",
            pictures(100),
            List.of(),
            List.of());
    publisher.edit(receipt, grown, memory().attempt());
    assertThat(only().text()).isEqualTo("short");
    Post bare =
        new Post(Map.of("message", "m".repeat(3000)), null, "en", List.of(), List.of(), List.of());
    assertThat(publisher("form", "text").edit(receipt, bare, memory().attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.TOO_LONG));
    assertThat(only().text()).isEqualTo("short");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TAKE_THEN_DROP", "TAKE_THEN_500", "TAKE_THEN_GARBLE", "REFUSE_502", "REFUSE_DROP"})
  void maySafelyRepeatWhatItChangesAndTakesAway(Fault fault) {
    TelegramPublisher publisher = publisher("form", "album");
    Receipt receipt = published(publisher, post("a", pictures(100, 101)));
    Post corrected = post("b", pictures(200, 201));
    this.simulator.failNext(it -> isCallOf(it, "editmessagemedia"), fault);
    assertThat(publisher.edit(receipt, corrected, memory().attempt()))
        .isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher.edit(receipt, corrected, memory().attempt()))
        .isInstanceOf(Outcome.Published.class);
    assertThat(shown()).isEqualTo(digests(pictures(200, 201)));
    this.simulator.failNext(it -> isCallOf(it, "deletemessages"), fault);
    assertThat(publisher.remove(receipt, memory().attempt())).isInstanceOf(Outcome.TryLater.class);
    assertThat(publisher.remove(receipt, memory().attempt())).isInstanceOf(Outcome.Published.class);
    assertThat(this.simulator.publications()).isEmpty();
  }

  @Test
  void takesAwayEveryPartOfAnAlbum() {
    TelegramPublisher publisher = publisher("form", "album");
    Receipt receipt = published(publisher, post("a", pictures(100, 101, 102)));
    assertThat(publisher.remove(receipt, memory().attempt()))
        .isEqualTo(new Outcome.Published(receipt));
    assertThat(this.simulator.publications()).isEmpty();
  }

  @Test
  void whatStandsInAnUpgradedGroupClosesNothingOnceTheChannelHasMoved() {
    TelegramChat group = this.simulator.addChat(-4242, "group", null);
    group.admit(TelegramSimulator.TOKEN, TelegramChat.Role.MEMBER);
    Receipt receipt = published(publisher("chat-id", "-4242"), post("a", List.of()));
    group.upgradeTo(-1009876543210L);
    assertThat(
            publisher("chat-id", "-4242").edit(receipt, post("b", List.of()), memory().attempt()))
        .isInstanceOf(Outcome.ChannelClosed.class);
    assertThat(
            publisher("chat-id", "-1009876543210")
                .edit(receipt, post("b", List.of()), memory().attempt()))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.TARGET_GONE));
  }
}
