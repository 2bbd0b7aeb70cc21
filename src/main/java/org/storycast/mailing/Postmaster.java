// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends whatever is due, with as many workers as connections are allowed. Several processes may do
 * so at once: each takes ranges of an issue for itself.
 */
@Component
class Postmaster implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

  /** So long each copy in hand may be finished; then those before their final dot are cut off. */
  private static final Duration DRAIN = Duration.ofSeconds(4);

  /** So long the relay may take to answer final dots. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final MailProperties properties;
  private final ReturnPaths returnPaths;
  private final Relays relays;
  private final Shaping shaping;
  private final Leases leases;
  private final Claims claims;
  private final Shifts shifts;
  private final IssueMessages messages;
  private final IssueRows issues;
  private final Sweeper sweeper;
  private final Gate gate;
  private final TransactionOperations transactions;
  private final ReentrantLock running = new ReentrantLock();
  private volatile boolean stopped;
  private volatile boolean started;
  private volatile @Nullable Crew crew;

  Postmaster(
      MailProperties properties,
      ReturnPaths returnPaths,
      Relays relays,
      Shaping shaping,
      Leases leases,
      Claims claims,
      Shifts shifts,
      IssueMessages messages,
      IssueRows issues,
      Sweeper sweeper,
      Gate gate,
      TransactionOperations transactions) {
    this.properties = properties;
    this.returnPaths = returnPaths;
    this.relays = relays;
    this.shaping = shaping;
    this.leases = leases;
    this.claims = claims;
    this.shifts = shifts;
    this.messages = messages;
    this.issues = issues;
    this.sweeper = sweeper;
    this.gate = gate;
    this.transactions = transactions;
  }

  /** Sends what is due until nothing is, or until the relay needs a rest, or the gate closes. */
  @Scheduled(fixedDelay = 2000)
  void runDue() {
    this.running.lock();
    try {
      this.sweeper.sweep();
      if (!isStopping() && !this.relays.allRest() && isAnythingDue()) {
        send();
        this.sweeper.sweep();
      }
    } finally {
      this.running.unlock();
    }
  }

  private boolean isStopping() {
    return this.stopped || this.gate.closedBecause().isPresent();
  }

  private boolean isAnythingDue() {
    return this.issues.sendable().stream().anyMatch(it -> it.fresh() || it.due());
  }

  /**
   * On a thread that nobody interrupts: an interrupted write closes the embedded database. It is
   * one of the platform, so that it need not queue behind its own workers.
   */
  private void send() {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("mailing-commits")
        .start(
            () -> {
              try {
                sendWhatIsDue();
                sent.complete(null);
              } catch (RuntimeException | Error failure) {
                sent.completeExceptionally(failure);
              }
            });
    try {
      sent.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private void sendWhatIsDue() {
    Shift shift = this.shifts.begin();
    boolean emptyHanded = false;
    try {
      send(shift);
      emptyHanded = shift.inHand().isEmpty();
    } finally {
      this.shifts.end(shift, emptyHanded);
    }
  }

  private void send(Shift shift) {
    GroupCommit commits =
        new GroupCommit(shift, this.claims, this.leases, this.transactions, this::isStopping);
    Crew hired =
        new Crew(
            this.properties.connections(), opened -> worker(shift, commits, opened), commits::wake);
    this.crew = hired;
    hired.addFirst();
    while (hired.isWorking()) {
      hired.add(commits.commit());
      hired.cutOffStuck();
    }
    hired.rethrow();
  }

  private Worker worker(Shift shift, GroupCommit commits, Consumer<RelayConnection> opened) {
    return new Worker(
        this.properties,
        this.returnPaths,
        this.relays,
        this.shaping,
        this.messages,
        commits,
        () -> !isStopping() && this.leases.isHeld(shift.sender()),
        opened);
  }

  @Override
  public void start() {
    this.stopped = false;
    this.started = true;
  }

  @Override
  public boolean isRunning() {
    return this.started;
  }

  /**
   * Lets each worker finish the copy in hand, while the database and the scheduler are still there.
   * It is among the first to stop, since the scheduler would wait for a run to end by itself.
   */
  @Override
  public void stop() {
    this.started = false;
    takeNoMore();
    if (isIdleWithin(DRAIN)) {
      return;
    }
    Crew left = this.crew;
    if (left != null) {
      left.cutOff();
    }
    if (!isIdleWithin(GRACE)) {
      log.warn("The relay owes answers to final dots; those copies will be in doubt");
    }
  }

  private boolean isIdleWithin(Duration time) {
    try {
      boolean idle = this.running.tryLock(time.toMillis(), TimeUnit.MILLISECONDS);
      if (idle) {
        this.running.unlock();
      }
      return idle;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void takeNoMore() {
    this.stopped = true;
  }
}
