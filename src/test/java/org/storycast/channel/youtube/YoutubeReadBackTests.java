// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.Finding;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.simulator.SimulatorReply;

class YoutubeReadBackTests extends YoutubeBench {

  @Test
  void showsADoubtWhenTheSessionExpiredAfterTheLastByteAndFindsTheVideoByItsTexts() {
    this.memory.killAt(2, false);
    assertThatThrownBy(this::publish).isInstanceOf(DeliveryMemory.Killed.class);
    this.youtube.expireSessions();
    assertThat(publish()).isInstanceOf(Outcome.Unclear.class);
    assertThat(publisher().find(this.post, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Finding.Underway.class, found -> assertThat(found.handle()).isEqualTo("vid00000001"));
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
    assertThat(this.youtube.publications()).hasSize(1);
  }

  @Test
  void publishesAnewWhenItIsToldToAfterThatDoubt() {
    this.memory.killAt(1, true);
    assertThatThrownBy(this::publish).isInstanceOf(DeliveryMemory.Killed.class);
    this.youtube.expireSessions();
    assertThat(publish()).isInstanceOf(Outcome.Unclear.class);
    assertThat(publisher().find(this.post, this.memory.attempt()))
        .isInstanceOf(Finding.Absent.class);
    assertThat(publish()).isInstanceOf(Outcome.Underway.class);
  }

  @Test
  void doesNotTakeAnOlderVideoOfTheSameTextsForItsOwn() {
    publish();
    this.clock.advance(Duration.ofHours(1));
    DeliveryMemory another =
        new DeliveryMemory(DeliveryKey.of("story", "youtube-en", "again"), this.clock);
    another.killAt(1, true);
    assertThatThrownBy(() -> publisher().publish(this.post, another.attempt()))
        .isInstanceOf(DeliveryMemory.Killed.class);
    this.youtube.expireSessions();
    assertThat(publisher().find(this.post, another.attempt())).isInstanceOf(Finding.Absent.class);
  }

  @Test
  void looksThroughEveryPageOfTheUploads() {
    this.memory.killAt(2, false);
    assertThatThrownBy(this::publish).isInstanceOf(DeliveryMemory.Killed.class);
    for (int other = 0; other < 60; other++) {
      Post another = YoutubeAccount.post(FILM, "Another story " + other);
      DeliveryMemory delivery =
          new DeliveryMemory(DeliveryKey.of("story", "youtube-en", "no " + other), this.clock);
      publisher("chunk-size", "1048576").publish(another, delivery.attempt());
    }
    this.youtube.expireSessions();
    assertThat(publisher().find(this.post, this.memory.attempt()))
        .isInstanceOfSatisfying(
            Finding.Underway.class, found -> assertThat(found.handle()).isEqualTo("vid00000001"));
  }

  @Test
  void doesNotTakeAnAnswerWithoutAListForAnEmptyOne() {
    Receipt receipt = published();
    SimulatorReply listless = SimulatorReply.json(200, Map.of("kind", "youtube#errorPage"));
    this.youtube.answerNext(request -> request.method().equals("GET"), listless);
    assertThat(publisher().find(receipt)).isInstanceOf(Finding.CannotTell.class);
    this.youtube.answerNext(request -> request.method().equals("GET"), listless);
    this.clock.advance(Duration.ofHours(1));
    assertThat(publisher().follow(this.post, receipt.remoteId(), this.memory.attempt()))
        .isInstanceOf(Outcome.TryLater.class);
  }
}
