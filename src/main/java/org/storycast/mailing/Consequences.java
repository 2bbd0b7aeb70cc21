// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.audience.Bounces;

/**
 * Draws the consequence of what came back, once for each: several instances may do so at once. What
 * is our own fault has none for the reader.
 */
@Component
class Consequences {

  private static final Logger log = LoggerFactory.getLogger(Consequences.class);
  private static final int MOST = 1000;

  private final ReturnRows rows;
  private final ReturnsProperties settings;
  private final Bounces bounces;
  private final Gate gate;
  private final Clock clock;
  private final TransactionOperations transactions;

  Consequences(
      ReturnRows rows,
      ReturnsProperties settings,
      Bounces bounces,
      Gate gate,
      Clock clock,
      TransactionOperations transactions) {
    this.rows = rows;
    this.settings = settings;
    this.bounces = bounces;
    this.gate = gate;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Each in a transaction of its own, so that none waits for another. */
  @Scheduled(fixedDelay = 2000)
  void draw() {
    int drawn = 0;
    while (drawn < MOST && this.gate.closedBecause().isEmpty() && drawNext()) {
      drawn++;
    }
  }

  private boolean drawNext() {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              Optional<ReturnRows.Returned> due = this.rows.takeDue();
              due.ifPresent(
                  it -> {
                    draw(it);
                    this.rows.done(it);
                  });
              return due.isPresent();
            }));
  }

  private void draw(ReturnRows.Returned it) {
    switch (it.kind()) {
      case RECIPIENT_DEAD -> this.bounces.unknown(it.reader(), it.answer());
      case COMPLAINT -> this.bounces.complained(it.reader());
      case MAILBOX_FULL, TEMPORARY, UNDETERMINED -> {
        // counted together, by suppressUnreached
      }
      case POLICY, BLOCKED, CONTENT, UNSUBSCRIBE, AUTO_REPLY, NO_BOUNCE -> {
        // costs no reader
      }
    }
  }

  /** Gives up on readers whom nothing has reached for long, and who got nothing in between. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
  void suppressUnreached() {
    Instant since = this.clock.instant().minus(this.settings.softWindow());
    List<ReturnRows.Unreached> unreached = this.rows.unreached(since, this.settings.softLimit());
    if (unreached.isEmpty() || this.gate.closedBecause().isPresent()) {
      return;
    }
    int first = unreached.stream().mapToInt(ReturnRows.Unreached::first).min().orElseThrow();
    int last = unreached.stream().mapToInt(ReturnRows.Unreached::last).max().orElseThrow();
    List<Line> arrived =
        this.rows.arrived(
            unreached.stream().map(ReturnRows.Unreached::reader).toList(), first, last);
    for (ReturnRows.Unreached it : unreached) {
      if (arrived.stream().noneMatch(line -> isBetween(line, it))) {
        this.bounces.unreachable(
            it.reader(),
            "%d issues in a row did not reach this mailbox within %d days"
                .formatted(it.issues(), this.settings.softWindow().toDays()));
      }
    }
    log.atInfo().addKeyValue("looked at", unreached.size()).log("Unreached readers");
  }

  private static boolean isBetween(Line line, ReturnRows.Unreached it) {
    return line.reader().equals(it.reader())
        && line.id().issue() >= it.first()
        && line.id().issue() <= it.last();
  }
}
