// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.storycast.channel.Attempt;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.DeliveryMemory;
import org.storycast.channel.FailureReason;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.channel.support.AccessTokens;
import org.storycast.channel.support.TestTokens;
import org.storycast.simulator.SimulatorRequest;
import org.storycast.simulator.ThreadsSimulator;

/** A profile, and a publisher for it. */
abstract class ThreadsBench {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final DeliveryKey KEY = DeliveryKey.of("story", "threads-en", "first");
  static final Post POST = ThreadsFixtures.post(KEY);

  final MutableClock clock = new MutableClock(NOON);
  final ThreadsSimulator threads = new ThreadsSimulator(this.clock);
  final DeliveryMemory memory = new DeliveryMemory(KEY, this.clock);
  final AccessTokens tokens = TestTokens.fresh(this.clock);

  @AfterEach
  void stop() {
    this.threads.close();
  }

  ThreadsPublisher publisher(String... settings) {
    return (ThreadsPublisher)
        new ThreadsPublisherFactory(this.tokens, this.clock)
            .open(ThreadsFixtures.account(this.threads.address(), settings));
  }

  Outcome publish(Post post, String... settings) {
    return publisher(settings).publish(post, this.memory.attempt());
  }

  /** Comes again as long as Threads is not ready. */
  Outcome publishPatiently(Post post, String... settings) {
    Outcome outcome = publish(post, settings);
    for (int round = 0; round < 20 && isWaiting(outcome); round++) {
      this.clock.advance(((Outcome.TryLater) outcome).notBefore());
      outcome = publish(post, settings);
    }
    return outcome;
  }

  private static boolean isWaiting(Outcome outcome) {
    return outcome instanceof Outcome.TryLater later && later.reason() == FailureReason.NOT_READY;
  }

  Receipt published(Post post, String... settings) {
    Outcome outcome = publishPatiently(post, settings);
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).receipt();
  }

  List<SimulatorRequest> requests(String end) {
    return this.threads.requests().stream().filter(it -> it.path().endsWith(end)).toList();
  }

  static Predicate<SimulatorRequest> calls(String method, String end) {
    return request -> request.method().equals(method) && request.path().endsWith(end);
  }

  Attempt withdrawal() {
    return new DeliveryMemory(DeliveryKey.of("withdraw"), this.clock).attempt();
  }
}
