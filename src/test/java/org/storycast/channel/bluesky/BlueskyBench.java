// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.BlueskySimulator;
import org.storycast.simulator.SimulatorRequest;
import tools.jackson.databind.JsonNode;

/** A server with one account, and a publisher for it. */
abstract class BlueskyBench {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final DeliveryKey KEY = DeliveryKey.of("story", "bluesky-en", "first");
  static final Post POST = BlueskyFixtures.post(KEY);

  final MutableClock clock = new MutableClock(NOON);
  final BlueskySimulator bluesky = new DescribedBluesky(this.clock);
  final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);
  final AccessTokens tokens = TestTokens.fresh(this.clock);

  @AfterEach
  void stop() {
    this.bluesky.close();
  }

  BlueskyPublisher publisher(String... settings) {
    return (BlueskyPublisher)
        new BlueskyPublisherFactory(this.tokens, BlueskyFixtures.attachments(), this.clock)
            .open(BlueskyFixtures.account(this.bluesky.address(), settings));
  }

  Outcome publish(Post post, String... settings) {
    return publisher(settings).publish(post, this.memory.attempt());
  }

  Receipt published(Post post, String... settings) {
    Outcome outcome = publish(post, settings);
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }

  JsonNode record() {
    return requests("putRecord").getLast().json().path("record");
  }

  List<SimulatorRequest> requests(String method) {
    return this.bluesky.requests().stream().filter(it -> it.path().endsWith(method)).toList();
  }

  static Predicate<SimulatorRequest> calls(String method) {
    return request -> request.path().endsWith(method);
  }

  DeliveryMemory other() {
    return new DeliveryMemory(DeliveryKey.of("other"), this.clock);
  }
}
