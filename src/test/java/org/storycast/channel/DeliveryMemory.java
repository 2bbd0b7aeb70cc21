// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery remembers between attempts, kept in memory by the rules of the real one; it can
 * kill the attempt before or after any of its writes.
 */
public final class DeliveryMemory {

  private final DeliveryKey key;
  private final Clock clock;
  private final Map<String, String> checkpoints = new HashMap<>();
  private final List<String> writes = new ArrayList<>();
  private @Nullable String openStep;
  private @Nullable Instant committedAt;
  private @Nullable Instant quietUntil;
  private @Nullable String handle;
  private int attempts;
  private boolean dead;
  private int killAt = -1;
  private boolean killAfter;

  /** An empty memory. */
  public DeliveryMemory(DeliveryKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** The next attempt. */
  public Attempt attempt() {
    this.attempts++;
    return new RememberedAttempt(this.attempts);
  }

  /**
   * Kills the attempt at its n-th write from now on, once.
   *
   * @param write zero for the next one
   * @param after whether the write is still stored
   */
  public void killAt(int write, boolean after) {
    this.killAt = this.writes.size() + write;
    this.killAfter = after;
  }

  /** Kills the process now: nothing is written any more, and no outcome is, until the next one. */
  public synchronized void kill() {
    this.dead = true;
  }

  /** Another process takes over. */
  public synchronized void revive() {
    this.dead = false;
  }

  /** What is followed instead of published again; empty where nothing is under way. */
  public Optional<String> handle() {
    return Optional.ofNullable(this.handle);
  }

  /**
   * Keeps an outcome as the engine does.
   *
   * @throws Killed where the process was killed before it could
   */
  public synchronized void keep(Outcome outcome) {
    if (this.dead) {
      throw new Killed();
    }
    if (outcome instanceof Outcome.Underway underway) {
      this.handle = underway.handle();
    } else if (!(outcome instanceof Outcome.TryLater)) {
      this.handle = null;
    }
  }

  /** Whether an irreversible call was announced and nothing is known of it. */
  public boolean isInDoubt() {
    return this.openStep != null;
  }

  /** Every write so far: {@code checkpoint:<step>} or {@code committing:<step>}. */
  public List<String> writes() {
    return List.copyOf(this.writes);
  }

  /** Until when the adapter asked for quiet. */
  public Optional<Instant> quietUntil() {
    return Optional.ofNullable(this.quietUntil);
  }

  private synchronized void write(String what, Runnable store) {
    if (this.dead) {
      throw new Killed();
    }
    boolean killed = this.writes.size() == this.killAt;
    if (killed) {
      this.killAt = -1;
    }
    if (killed && !this.killAfter) {
      throw new Killed();
    }
    store.run();
    this.writes.add(what);
    if (killed) {
      throw new Killed();
    }
  }

  /** The process is gone, as far as the adapter is concerned. */
  public static final class Killed extends RuntimeException {}

  private final class RememberedAttempt implements Attempt {

    private final int number;

    private RememberedAttempt(int number) {
      this.number = number;
    }

    @Override
    public DeliveryKey key() {
      return DeliveryMemory.this.key;
    }

    @Override
    public int number() {
      return this.number;
    }

    @Override
    public Optional<String> checkpoint(String step) {
      return Optional.ofNullable(DeliveryMemory.this.checkpoints.get(step));
    }

    @Override
    public void checkpoint(String step, String handle) {
      write("checkpoint:" + step, () -> store(step, handle));
    }

    private void store(String step, String handle) {
      DeliveryMemory.this.checkpoints.put(step, handle);
      if (step.equals(DeliveryMemory.this.openStep)) {
        DeliveryMemory.this.openStep = null;
      }
    }

    @Override
    public void committing(String step, Digest of) {
      write("committing:" + step, () -> open(step));
    }

    private void open(String step) {
      DeliveryMemory.this.openStep = step;
      if (DeliveryMemory.this.committedAt == null) {
        DeliveryMemory.this.committedAt = DeliveryMemory.this.clock.instant();
      }
    }

    @Override
    public Optional<Instant> committedAt() {
      return Optional.ofNullable(DeliveryMemory.this.committedAt);
    }

    @Override
    public void quietUntil(Instant moment) {
      DeliveryMemory.this.quietUntil = moment;
    }
  }
}
