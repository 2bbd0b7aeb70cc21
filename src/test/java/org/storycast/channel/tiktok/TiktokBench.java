// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.tiktok;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Receipt;
import org.storycast.channel.SampleFilm;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.TiktokSimulator;
import tools.jackson.databind.JsonNode;

/** A publisher, its simulated TikTok, and one delivery. */
abstract class TiktokBench {

  static final int CHUNK = 5 * 1024 * 1024;
  static final SampleFilm SMALL = SampleFilm.small();
  static final SampleFilm LARGE = SampleFilm.ofSize(3 * CHUNK + 1000);
  static final String INIT = "/v2/post/publish/video/init/";
  static final String CREATOR = "/v2/post/publish/creator_info/query/";

  final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  final TiktokSimulator tiktok = new TiktokSimulator(this.clock);
  final TestDatabase database = TestTokens.emptied();
  AccessTokens tokens = TestTokens.in(this.database, this.clock);
  final DeliveryMemory memory =
      new DeliveryMemory(DeliveryKey.of("story", "tiktok-en"), this.clock);

  @AfterEach
  void stopSimulator() {
    this.tiktok.close();
  }

  TiktokPublisher publisher(SampleFilm film, String... settings) {
    Account account = TiktokAccount.at(this.tiktok.address(), settings);
    return (TiktokPublisher) new TiktokFactory(this.tokens, film, this.clock).open(account);
  }

  Outcome publish(SampleFilm film, String... settings) {
    return publisher(film, settings).publish(TiktokAccount.post(film), this.memory.attempt());
  }

  Outcome follow(Outcome outcome) {
    Outcome.Underway underway = (Outcome.Underway) outcome;
    this.clock.set(underway.askAgainAt());
    return publisher(SMALL)
        .follow(TiktokAccount.post(SMALL), underway.handle(), this.memory.attempt());
  }

  Receipt published(String... settings) {
    Outcome outcome = publish(SMALL, settings);
    while (outcome instanceof Outcome.Underway) {
      outcome = follow(outcome);
    }
    return ((Outcome.Published) outcome).receipt();
  }

  List<String> ranges() {
    return this.tiktok.requests().stream()
        .flatMap(request -> request.header("content-range").stream())
        .toList();
  }

  JsonNode initBody() {
    return this.tiktok.requests().stream()
        .filter(request -> request.path().equals(INIT))
        .toList()
        .getLast()
        .json();
  }

  static FailureReason reasonOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected it -> it.reason();
      case Outcome.ChannelClosed it -> it.reason();
      case Outcome.TryLater it -> it.reason();
      default -> throw new AssertionError("Not a refusal: " + outcome);
    };
  }
}
