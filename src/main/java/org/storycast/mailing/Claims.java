// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;

/**
 * Hands one reader after the other to the workers. What became of the last copy and who is next are
 * one transaction; it is repeated until it succeeds, since nobody else can know what the relay
 * said.
 */
@Component
class Claims {

  private static final Logger log = LoggerFactory.getLogger(Claims.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final IssueRows issues;
  private final Ledger ledger;
  private final Readers readers;
  private final TransactionOperations transactions;

  Claims(IssueRows issues, Ledger ledger, Readers readers, TransactionOperations transactions) {
    this.issues = issues;
    this.ledger = ledger;
    this.readers = readers;
    this.transactions = transactions;
  }

  /**
   * Writes what became of the copy in hand and takes the next. Open issues take turns, so that a
   * short one need not wait for a long one.
   *
   * @param settled absent where nothing is in hand
   * @param turn any number that grows
   * @param stopping ends the repetition
   */
  Optional<Claim> settleAndNext(
      UUID worker, @Nullable Settlement settled, int turn, BooleanSupplier stopping) {
    return persistently(
        repeated -> {
          settle(worker, settled, repeated);
          return next(worker, turn);
        },
        stopping);
  }

  /** Writes what became of the copy in hand. */
  void settle(UUID worker, Settlement settled, BooleanSupplier stopping) {
    persistently(
        repeated -> {
          settle(worker, settled, repeated);
          return Optional.empty();
        },
        stopping);
  }

  private void settle(UUID worker, @Nullable Settlement settled, boolean repeated) {
    if (settled != null && !this.ledger.settle(settled.claim(), worker, settled.step())) {
      log.atDebug().addKeyValue("issue", settled.claim().issue()).log("A line was settled before");
    }
    if (repeated) {
      this.ledger.putBack(worker);
    }
  }

  private Optional<Claim> next(UUID worker, int turn) {
    List<IssueId> open = this.issues.open();
    for (int index = 0; index < open.size(); index++) {
      Optional<Claim> claim = next(worker, open.get(Math.floorMod(turn + index, open.size())));
      if (claim.isPresent()) {
        return claim;
      }
    }
    return Optional.empty();
  }

  private Optional<Claim> next(UUID worker, IssueId issue) {
    Optional<Ledger.Due> due = this.ledger.lockDue(issue);
    while (due.isPresent()) {
      Optional<Reader> reader = this.readers.find(new ReaderId(due.get().reader()));
      if (reader.isPresent() && reader.get().state() == ReaderState.CONFIRMED) {
        this.ledger.take(issue, due.get(), worker);
        return Optional.of(new Claim(issue, reader.get(), due.get().attempts() + 1));
      }
      String reason = reader.map(it -> it.state().name()).orElse("the reader is gone");
      this.ledger.excludeLate(issue, due.get(), reason);
      due = this.ledger.lockDue(issue);
    }
    return Optional.empty();
  }

  private <T> Optional<T> persistently(Transaction<T> transaction, BooleanSupplier stopping) {
    boolean repeated = false;
    while (true) {
      boolean again = repeated;
      try {
        return this.transactions.execute(status -> transaction.run(again));
      } catch (TransientDataAccessException
          | RecoverableDataAccessException
          | NonTransientDataAccessResourceException
          | TransactionException failure) {
        if (stopping.getAsBoolean()) {
          throw failure;
        }
        log.atWarn()
            .addKeyValue("failure", failure.getClass().getSimpleName())
            .log("Database away");
        LockSupport.parkNanos(PAUSE.toNanos());
        repeated = true;
      }
    }
  }

  private interface Transaction<T> {
    Optional<T> run(boolean repeated);
  }

  /**
   * What became of a copy.
   *
   * @param claim which copy
   * @param step what became of it
   */
  record Settlement(Claim claim, LineStep step) {}
}
