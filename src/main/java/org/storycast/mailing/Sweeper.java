// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does what no sender does: lets checked issues begin, decides what dead senders had in hand, gives
 * up after the deadline, and settles finished issues. Any process may do it, several at once too.
 */
@Component
class Sweeper {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  private final MailProperties properties;
  private final IssueRows issues;
  private final Ledger ledger;
  private final Ranges ranges;
  private final Retries retries;
  private final SenderRows senders;
  private final Book book;
  private final Balance balance;
  private final Gate gate;
  private final TransactionOperations transactions;

  Sweeper(
      MailProperties properties,
      IssueRows issues,
      Ledger ledger,
      Ranges ranges,
      Retries retries,
      SenderRows senders,
      Book book,
      Balance balance,
      Gate gate,
      TransactionOperations transactions) {
    this.properties = properties;
    this.issues = issues;
    this.ledger = ledger;
    this.ranges = ranges;
    this.retries = retries;
    this.senders = senders;
    this.book = book;
    this.balance = balance;
    this.gate = gate;
    this.transactions = transactions;
  }

  /** Does nothing while the gate is closed: what a restored backup says is not believed. */
  @Scheduled(fixedDelay = 2000)
  void sweep() {
    if (this.gate.closedBecause().isPresent()) {
      return;
    }
    this.gate.doubtBefore().ifPresent(this::doubtOpenedBefore);
    this.transactions.executeWithoutResult(status -> this.senders.lockDead().forEach(this::bury));
    this.issues.expired().forEach(this::expire);
    this.issues.unbalanced().forEach(this.balance::checkBeforeTheFirst);
    this.issues.finished().forEach(this.balance::checkAfterTheLast);
  }

  /**
   * Puts whatever is unsettled in issues opened before then in doubt, once: a restored backup does
   * not know what was sent after it was made.
   */
  private void doubtOpenedBefore(Instant moment) {
    this.transactions.executeWithoutResult(
        status ->
            this.issues
                .openedBefore(moment)
                .forEach(
                    issue -> {
                      this.book.doubt(issue);
                      this.issues.doubted(issue);
                    }));
  }

  private void bury(UUID sender) {
    List<Line> inHand =
        this.ledger.lock(this.ledger.inHandOf(sender).stream().map(Line::id).toList()).stream()
            .filter(line -> line.state() == LineState.IN_FLIGHT)
            .toList();
    List<Move> moves =
        inHand.stream().map(line -> Move.lost(line, this.properties.onDoubt())).toList();
    this.book.write(moves, Tallies.NOBODY);
    this.ranges.release(sender);
    this.retries.release(sender);
    this.senders.delete(sender);
    log.atWarn()
        .addKeyValue("sender", sender)
        .addKeyValue("inDoubt", inHand.size())
        .log("A sender ended without a farewell");
  }

  private void expire(int issue) {
    int expired = this.transactions.execute(status -> this.book.expire(issue));
    log.atWarn()
        .addKeyValue("issue", issue)
        .addKeyValue("tooLate", expired)
        .log("The deadline passed before every copy was sent");
  }
}
