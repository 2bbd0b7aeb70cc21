// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends whatever is due, with as many workers as connections are allowed. Several processes may do
 * so at once: each line is locked while it is taken.
 */
@Component
class Postmaster {

  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration GRACE = Duration.ofSeconds(25);

  private final MailProperties properties;
  private final Relays relays;
  private final Leases leases;
  private final Claims claims;
  private final IssueMessages messages;
  private final IssueRows issues;
  private final Ledger ledger;
  private final Gate gate;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ReentrantLock running = new ReentrantLock();

  /**
   * Threads of the platform: a new connection of the mail library on a virtual thread costs 32 MB
   * of garbage, and its cold start there has deadlocked (measured, November 2026).
   */
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("mailing-", 0).factory());

  Postmaster(
      MailProperties properties,
      Relays relays,
      Leases leases,
      Claims claims,
      IssueMessages messages,
      IssueRows issues,
      Ledger ledger,
      Gate gate) {
    this.properties = properties;
    this.relays = relays;
    this.leases = leases;
    this.claims = claims;
    this.messages = messages;
    this.issues = issues;
    this.ledger = ledger;
    this.gate = gate;
  }

  /** Sends what is due until nothing is, or until the relay needs a rest, or the gate closes. */
  @Scheduled(fixedDelay = 2000)
  void runDue() {
    if (this.gate.closedBecause().isPresent()) {
      return;
    }
    this.running.lock();
    try {
      this.gate.doubtBefore().ifPresent(this.ledger::doubtOpenedBefore);
      sweep();
      int workers = this.relays.allRest() ? 0 : workersNeeded();
      if (workers > 0) {
        run(workers);
        sweep();
      }
    } finally {
      this.running.unlock();
    }
  }

  private void sweep() {
    for (IssueId issue : this.issues.open()) {
      int lost = this.ledger.settleLost(issue, this.properties.onDoubt());
      int expired = this.ledger.expire(issue);
      if (lost + expired > 0) {
        log.atWarn()
            .addKeyValue("issue", issue)
            .addKeyValue("inDoubt", lost)
            .addKeyValue("tooLate", expired)
            .log("Readers whose copy was not settled in time");
      }
    }
    this.issues.settleFinished();
  }

  private int workersNeeded() {
    int most = this.properties.connections();
    int due = 0;
    for (IssueId issue : this.issues.open()) {
      due += this.ledger.due(issue, most);
    }
    return Math.min(due, most);
  }

  private void run(int workers) {
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    for (int index = 0; index < workers; index++) {
      runs.add(CompletableFuture.runAsync(worker(), this.threads));
    }
    try {
      CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failure;
    }
  }

  private Worker worker() {
    return new Worker(
        this.properties,
        this.relays,
        this.leases,
        this.claims,
        this.messages,
        () -> this.stopping.get() || this.gate.closedBecause().isPresent());
  }

  /** Lets each worker finish the copy in hand, while the database is still there. */
  @PreDestroy
  void stop() throws InterruptedException {
    takeNoMore();
    if (this.running.tryLock(GRACE.toSeconds(), TimeUnit.SECONDS)) {
      this.running.unlock();
    }
  }

  void takeNoMore() {
    this.stopping.set(true);
  }
}
