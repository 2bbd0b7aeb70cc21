// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One commit for many workers. What became of their copies and which they get next is durable
 * before any of them goes on: so each has at most one copy in hand that the ledger does not know
 * the end of. Whoever comes while a commit is under way waits for the next one.
 *
 * <p>A commit is repeated until it succeeds, since nobody else can know what the relay said.
 */
final class GroupCommit {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int MOST_OUT_OF_STEP = 20;

  private final Shift shift;
  private final Claims claims;
  private final Leases leases;
  private final TransactionOperations transactions;
  private final BooleanSupplier stopping;
  private final BlockingQueue<Exchange> waiting = new LinkedBlockingQueue<>();
  private volatile @Nullable RuntimeException broken;

  GroupCommit(
      Shift shift,
      Claims claims,
      Leases leases,
      TransactionOperations transactions,
      BooleanSupplier stopping) {
    this.shift = shift;
    this.claims = claims;
    this.leases = leases;
    this.transactions = transactions;
    this.stopping = stopping;
  }

  /** Waits until what became of a copy is durable, and answers the next one where it is wanted. */
  Optional<Claim> exchange(@Nullable Settlement settlement, boolean wantsNext) {
    Exchange exchange = new Exchange(settlement, wantsNext);
    this.waiting.add(exchange);
    return exchange.await();
  }

  /** Ends the pause of the committing thread. */
  void wake() {
    this.waiting.add(new Exchange(null, false));
  }

  /**
   * Commits what has come together, or waits a while for something to come.
   *
   * @return how many more workers would find something to do
   */
  int commit() {
    List<Exchange> batch = gather();
    if (batch.isEmpty()) {
      return 0;
    }
    RuntimeException failure = this.broken;
    if (failure != null) {
      batch.forEach(it -> it.fail(failure));
      return 0;
    }
    try {
      return commit(batch);
    } catch (RuntimeException failed) {
      this.broken = failed;
      batch.forEach(it -> it.fail(failed));
      return 0;
    }
  }

  private List<Exchange> gather() {
    List<Exchange> batch = new ArrayList<>();
    try {
      Exchange first = this.waiting.poll(1, TimeUnit.SECONDS);
      if (first != null) {
        batch.add(first);
        this.waiting.drainTo(batch);
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException("Nobody interrupts the committing thread", never);
    }
    return batch;
  }

  private int commit(List<Exchange> batch) {
    List<Settlement> settlements =
        batch.stream().map(Exchange::settlement).filter(Objects::nonNull).toList();
    List<Exchange> wanting = batch.stream().filter(Exchange::wantsNext).toList();
    int wanted = this.stopping.getAsBoolean() ? 0 : wanting.size();
    if (settlements.isEmpty() && wanted == 0) {
      batch.forEach(it -> it.answer(Optional.empty()));
      return 0;
    }
    Handout handout = persistently(settlements, wanted);
    this.shift.handed(settlements, handout);
    batch.stream().filter(it -> !it.wantsNext()).forEach(it -> it.answer(Optional.empty()));
    hand(wanting, handout);
    return handout.more() ? settlements.size() : 0;
  }

  private void hand(List<Exchange> wanting, Handout handout) {
    for (int index = 0; index < wanting.size(); index++) {
      Exchange exchange = wanting.get(index);
      if (index < handout.claims().size()) {
        exchange.answer(Optional.of(handout.claims().get(index)));
      } else if (handout.dry()) {
        exchange.answer(Optional.empty());
      } else {
        exchange.written();
        this.waiting.add(exchange);
      }
    }
  }

  private Handout persistently(List<Settlement> settlements, int wanted) {
    boolean careful = false;
    int outOfStep = 0;
    while (true) {
      try {
        return once(settlements, wanted, careful);
      } catch (OutOfStepException surprise) {
        if (++outOfStep > MOST_OUT_OF_STEP) {
          throw surprise;
        }
        log.atDebug().addKeyValue("lines", surprise.getMessage()).log("Looking again");
      } catch (TransientDataAccessException
          | RecoverableDataAccessException
          | NonTransientDataAccessResourceException
          | TransactionException failure) {
        if (this.stopping.getAsBoolean()) {
          throw failure;
        }
        log.atWarn()
            .addKeyValue("failure", failure.getClass().getSimpleName())
            .log("Database away");
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      careful = true;
    }
  }

  private Handout once(List<Settlement> settlements, int wanted, boolean careful) {
    long before = System.nanoTime();
    Handout handout =
        this.transactions.execute(
            status -> this.claims.exchange(this.shift, settlements, wanted, careful));
    this.leases.renewed(this.shift.sender(), before);
    return handout;
  }
}
