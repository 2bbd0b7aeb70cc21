// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stops an issue that does harm: one that is refused for what we are or say, that reaches too few,
 * or that readers call spam. What is not sent yet waits, until somebody lets it go on or ends it,
 * or until its deadline.
 */
@Service
public class Brakes {

  private static final Logger log = LoggerFactory.getLogger(Brakes.class);
  private static final int BATCH = 500;

  private final BrakeProperties settings;
  private final BrakeRows rows;
  private final ReturnRows returns;
  private final Ledger ledger;
  private final Tallies tallies;
  private final Book book;
  private final TransactionOperations transactions;

  /** How many refusals in a row this process has seen of an issue. */
  private final Map<Integer, Integer> running = new ConcurrentHashMap<>();

  Brakes(
      BrakeProperties settings,
      BrakeRows rows,
      ReturnRows returns,
      Ledger ledger,
      Tallies tallies,
      Book book,
      TransactionOperations transactions) {
    this.settings = settings;
    this.rows = rows;
    this.returns = returns;
    this.ledger = ledger;
    this.tallies = tallies;
    this.book = book;
    this.transactions = transactions;
  }

  /**
   * A copy was refused for policy, reputation or content; stops the issue when it is one of many.
   */
  void refused(int issue) {
    int inARow = this.running.merge(issue, 1, Integer::sum);
    if (inARow >= this.settings.refusalsRunning()) {
      stop(
          issue,
          "%d copies in a row were refused for policy, reputation or content. Look at the replies in the ledger, mend SPF, DKIM, DMARC, the content or the blocklisting they name, then let it go on"
              .formatted(inARow));
    }
  }

  /** A copy was taken. */
  void taken(int issue) {
    this.running.remove(issue);
  }

  private void stop(int issue, String reason) {
    if (this.settings.enabled() && this.rows.brake(issue, reason)) {
      log.atError()
          .addKeyValue("issue", issue)
          .addKeyValue("reason", reason)
          .log("An issue is stopped; somebody must let it go on or end it");
    }
  }

  /** Looks at what has come back; the counts are small, so that it may be done all the time. */
  @Scheduled(fixedDelay = 5000)
  void look() {
    if (this.settings.enabled()) {
      this.rows.going().forEach(this::look);
    }
  }

  private void look(BrakeRows.Going issue) {
    long settled = settled(issue.number()) - issue.settledBefore();
    if (settled < this.settings.minimum()) {
      return;
    }
    ReturnCounts counts = Returns.counts(this.returns.count(issue.number(), issue.since()));
    double bounces = 100.0 * counts.bounces() / settled;
    double complaints = 100.0 * counts.complaints() / settled;
    if (bounces > this.settings.bouncePercent()) {
      stop(
          issue.number(),
          String.format(
              Locale.ROOT,
              "%.1f %% of %d copies came back (%d unknown readers, %d refused for our fault). Look where these readers come from, or what is refused, then let it go on",
              bounces,
              settled,
              counts.hard(),
              counts.policy()));
    } else if (complaints > this.settings.complaintPercent()) {
      stop(
          issue.number(),
          String.format(
              Locale.ROOT,
              "%.2f %% of %d readers called it spam. Providers block senders at 0.3 %%: look whether these readers asked for it, then let it go on or end it",
              complaints,
              settled));
    }
  }

  private long settled(int issue) {
    Map<LineState, Long> sums = this.tallies.sums(issue);
    return sums.getOrDefault(LineState.SENT, 0L) + sums.getOrDefault(LineState.FAILED, 0L);
  }

  /** The issues that are stopped, the longest first. */
  public List<StoppedIssue> stopped() {
    return this.rows.stopped();
  }

  /**
   * Lets an issue go on. Copies that the relay refused for our fault, which no reader got, are
   * tried again; it is judged anew by what happens from now on.
   *
   * @return whether it was stopped
   */
  public boolean letGoOn(IssueId issue) {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              Optional<Integer> number = this.rows.lockBraked(issue);
              number.ifPresent(
                  it -> {
                    tryAgain(it);
                    this.rows.release(it, settled(it));
                    this.running.remove(it);
                  });
              return number.isPresent();
            }));
  }

  private void tryAgain(int issue) {
    List<LineId> refused = this.rows.refusedForUs(issue, BATCH);
    while (!refused.isEmpty()) {
      List<Move> again =
          this.ledger.lock(refused).stream()
              .filter(line -> line.state() == LineState.FAILED)
              .map(Move::putBack)
              .toList();
      this.book.write(again, Tallies.NOBODY);
      refused.forEach(this.rows::forgetRefusal);
      refused = this.rows.refusedForUs(issue, BATCH);
    }
  }

  /**
   * Ends a stopped issue: what is not sent yet never will be.
   *
   * @return whether it was stopped
   */
  public boolean end(IssueId issue) {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              Optional<Integer> number = this.rows.lockBraked(issue);
              number.ifPresent(
                  it -> {
                    this.book.expire(it, "ended by an operator");
                    this.rows.release(it, settled(it));
                  });
              return number.isPresent();
            }));
  }
}
