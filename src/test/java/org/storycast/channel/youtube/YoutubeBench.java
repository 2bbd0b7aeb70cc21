// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.YoutubeSimulator;

/** A publisher, its simulated YouTube, and one delivery. */
abstract class YoutubeBench {

  static final int CHUNK = 262_144;
  static final SampleFilm FILM = SampleFilm.ofSize(3 * CHUNK + 1000);

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final YoutubeSimulator youtube = new DescribedYoutube(this.clock);
  final AccessTokens tokens = TestTokens.fresh(this.clock);
  final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "youtube-en"), this.clock);
  final Post post = YoutubeAccount.post(FILM);

  @AfterEach
  void stopSimulator() {
    this.youtube.close();
  }

  YoutubePublisher publisher(String... settings) {
    Account account = YoutubeAccount.at(this.youtube.address(), settings);
    return (YoutubePublisher) new YoutubeFactory(this.tokens, FILM, this.clock).open(account);
  }

  Outcome publish() {
    return publisher().publish(this.post, this.memory.attempt());
  }

  Receipt published() {
    YoutubePublisher publisher = publisher();
    publish();
    this.clock.advance(Duration.ofSeconds(30));
    Outcome outcome = publisher.follow(this.post, "vid00000001", this.memory.attempt());
    return ((Outcome.Published) outcome).receipt();
  }
}
