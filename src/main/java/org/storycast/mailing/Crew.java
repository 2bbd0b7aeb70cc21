// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one run. The first has a thread of the platform and is alone until it has sent a
 * copy: the mail library has deadlocked when several virtual threads initialised it at once
 * (measured, November 2026). The others, up to several hundred, have virtual threads.
 */
final class Crew {

  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private final Function<Consumer<RelayConnection>, Worker> hire;
  private final Runnable whenOneLeaves;
  private final int most;
  private final AtomicInteger working = new AtomicInteger();
  private final Set<RelayConnection> connections = ConcurrentHashMap.newKeySet();
  private long lookedAt = System.nanoTime();
  private volatile @Nullable Throwable failure;

  /**
   * A crew without workers.
   *
   * @param most how many workers there may be at once
   * @param hire makes a worker, which tells each connection that it opens
   * @param whenOneLeaves is called from the leaving worker's thread
   */
  Crew(int most, Function<Consumer<RelayConnection>, Worker> hire, Runnable whenOneLeaves) {
    this.most = most;
    this.hire = hire;
    this.whenOneLeaves = whenOneLeaves;
  }

  void addFirst() {
    add(Thread.ofPlatform());
  }

  /** Adds workers, as far as more are allowed. */
  void add(int workers) {
    for (int index = 0; index < workers && this.working.get() < this.most; index++) {
      add(Thread.ofVirtual());
    }
  }

  private void add(Thread.Builder thread) {
    this.working.incrementAndGet();
    thread.name("mailing-", 0).start(this::work);
  }

  private void work() {
    Worker worker = this.hire.apply(this.connections::add);
    try {
      worker.run();
    } catch (RuntimeException | Error thrown) {
      this.failure = thrown;
    } finally {
      this.working.decrementAndGet();
      this.whenOneLeaves.run();
    }
  }

  boolean isWorking() {
    return this.working.get() > 0;
  }

  /** Ends every connection whose copy has not reached its final dot: surely it is not taken. */
  void cutOff() {
    this.connections.forEach(RelayConnection::cutOff);
  }

  /** Ends connections whose relay has stopped reading; forgets those that have ended. */
  void cutOffStuck() {
    if (System.nanoTime() - this.lookedAt < A_WHILE.toNanos()) {
      return;
    }
    this.lookedAt = System.nanoTime();
    this.connections.removeIf(RelayConnection::hasEnded);
    this.connections.forEach(RelayConnection::cutOffIfStuck);
  }

  /** Passes on what made a worker fail. */
  void rethrow() {
    switch (this.failure) {
      case null -> {}
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}
