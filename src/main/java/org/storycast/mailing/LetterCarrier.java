// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends single letters beside whatever mailings are under way, over connections of their own, so
 * that a confirmation leaves at once even while a million copies wait. Several processes may do so:
 * each letter is in one hand at a time.
 */
@Component
class LetterCarrier implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LetterCarrier.class);

  /** So many letters at once, so that a relay that hangs with one holds up no other. */
  private static final int HANDS = 3;

  /** So long each letter in hand may be finished; then those before their final dot are cut off. */
  private static final Duration DRAIN = Duration.ofSeconds(4);

  /** So long the relay may take to answer final dots. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final LetterRows rows;
  private final LetterSender sender;
  private final Gate gate;
  private final Semaphore hands = new Semaphore(HANDS);
  private volatile boolean stopped;
  private volatile boolean started;

  LetterCarrier(LetterRows rows, LetterSender sender, Gate gate) {
    this.rows = rows;
    this.sender = sender;
    this.gate = gate;
  }

  /**
   * Begins to send what is due and does not wait for it. At a fixed rate, since everything with a
   * fixed delay shares one thread, which a mailing may hold for hours.
   */
  @Scheduled(fixedRate = 1000)
  void tick() {
    this.sender.cutOffStuck();
    if (!isStopping() && this.sender.hasWork() && this.hands.tryAcquire()) {
      begin();
    }
  }

  /** Keeps what is in hand, and decides what others have left. */
  @Scheduled(fixedRate = 5000)
  void sweep() {
    this.sender.renew();
    if (this.gate.closedBecause().isPresent()) {
      return;
    }
    for (LetterKind kind : LetterKind.values()) {
      this.gate
          .doubtBefore()
          .ifPresent(moment -> report(this.rows.doubtQueuedBefore(kind, moment), "may be out"));
      report(this.rows.doubtAbandoned(kind), "was in the hand of a process that ended");
    }
    report(this.rows.giveUp(), "could not be sent within a day");
  }

  /** Forgets settled letters after a month. */
  @Scheduled(fixedRateString = "PT1H", initialDelayString = "PT2M")
  void forgetOld() {
    this.rows.forgetOld();
  }

  private static void report(int letters, String what) {
    if (letters > 0) {
      log.atWarn().addKeyValue("letters", letters).log("A letter {}", what);
    }
  }

  /** Sends what is due and waits until nothing is. */
  void runDue() {
    if (!isStopping() && this.hands.tryAcquire()) {
      join(begin());
    }
  }

  /** On a thread that nobody interrupts: an interrupted write closes the embedded database. */
  private Thread begin() {
    return Thread.ofPlatform()
        .name("letters")
        .start(
            () -> {
              try {
                this.sender.work(() -> !isStopping());
              } catch (RuntimeException failure) {
                log.error("Letters could not be sent; they are tried again", failure);
              } finally {
                this.hands.release();
              }
            });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return this.stopped || this.gate.closedBecause().isPresent();
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

  /** Lets each letter in hand be finished, while the database and the scheduler are still there. */
  @Override
  public void stop() {
    this.started = false;
    this.stopped = true;
    if (isIdleWithin(DRAIN)) {
      return;
    }
    this.sender.cutOff();
    if (!isIdleWithin(GRACE)) {
      log.warn("The relay owes answers to final dots; those letters will be in doubt");
    }
  }

  private boolean isIdleWithin(Duration time) {
    try {
      boolean idle = this.hands.tryAcquire(HANDS, time.toMillis(), TimeUnit.MILLISECONDS);
      if (idle) {
        this.hands.release(HANDS);
      }
      return idle;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
