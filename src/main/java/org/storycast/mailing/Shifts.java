// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Begins and ends the runs of this process. */
@Component
class Shifts {

  private final Leases leases;
  private final Ledger ledger;
  private final Ranges ranges;
  private final Retries retries;
  private final TransactionOperations transactions;

  Shifts(
      Leases leases,
      Ledger ledger,
      Ranges ranges,
      Retries retries,
      TransactionOperations transactions) {
    this.leases = leases;
    this.ledger = ledger;
    this.ranges = ranges;
    this.retries = retries;
    this.transactions = transactions;
  }

  Shift begin() {
    UUID sender = this.leases.begin();
    return new Shift(sender, new Supply(sender, this.ledger, this.ranges, this.retries));
  }

  /** Gives back what was not begun. A shift with a copy in hand is left to run out. */
  void end(Shift shift, boolean emptyHanded) {
    this.leases.forget(shift.sender());
    if (emptyHanded) {
      this.transactions.executeWithoutResult(
          status -> {
            this.ranges.release(shift.sender());
            this.retries.release(shift.sender());
            this.leases.delete(shift.sender());
          });
    }
  }
}
