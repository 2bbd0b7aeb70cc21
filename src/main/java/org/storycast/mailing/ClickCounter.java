// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.mailing.ClickRules.Copy;

/**
 * Counts opened links, a moment after their readers are on their way: nobody waits for the
 * database, and nobody stays behind when it is away. What is not written yet is kept in memory, the
 * same link of the same copy once, however often it is opened; what a killed process had there is
 * not counted.
 */
@Component
class ClickCounter implements SmartLifecycle {

  /** Beyond that nothing is counted until the database has taken what waits. */
  static final int MOST_WAITING = 50_000;

  private static final Logger log = LoggerFactory.getLogger(ClickCounter.class);

  private final ClickRows rows;
  private final ClickRules rules;
  private final Clock clock;
  private final TransactionOperations transactions;
  private Map<Hit, Seen> waiting = new LinkedHashMap<>();
  private long dropped;
  private volatile boolean running;

  ClickCounter(ClickRows rows, ClickRules rules, Clock clock, TransactionOperations transactions) {
    this.rows = rows;
    this.rules = rules;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** Takes an opened link to be counted soon. */
  void note(Hit hit) {
    note(hit, new Seen(this.clock.instant(), 1));
  }

  private synchronized void note(Hit hit, Seen seen) {
    if (this.waiting.size() < MOST_WAITING || this.waiting.containsKey(hit)) {
      this.waiting.merge(hit, seen, Seen::and);
    } else {
      this.dropped += seen.times();
    }
  }

  private synchronized Map<Hit, Seen> take() {
    Map<Hit, Seen> taken = this.waiting;
    this.waiting = new LinkedHashMap<>();
    if (this.dropped > 0) {
      log.atWarn().addKeyValue("clicks", this.dropped).log("Clicks are not counted: too many wait");
      this.dropped = 0;
    }
    return taken;
  }

  /** Writes what waits, each copy in a transaction of its own. */
  @Scheduled(fixedDelay = 1000)
  void write() {
    Map<LineId, List<Map.Entry<Hit, Seen>>> byLine =
        take().entrySet().stream()
            .collect(Collectors.groupingBy(it -> it.getKey().line(), Collectors.toList()));
    RuntimeException failure = null;
    for (Map.Entry<LineId, List<Map.Entry<Hit, Seen>>> copy : byLine.entrySet()) {
      failure = failure == null ? tried(copy.getKey(), copy.getValue()) : failure;
      if (failure != null) {
        copy.getValue().forEach(hit -> note(hit.getKey(), hit.getValue()));
      }
    }
    if (failure != null) {
      log.atWarn()
          .addKeyValue("failure", failure.getClass().getSimpleName())
          .log("Clicks wait for the database");
    }
  }

  private @Nullable RuntimeException tried(LineId line, List<Map.Entry<Hit, Seen>> hits) {
    try {
      this.transactions.executeWithoutResult(status -> enter(line, hits));
      return null;
    } catch (DataAccessException | TransactionException away) {
      return away;
    }
  }

  private void enter(LineId line, List<Map.Entry<Hit, Seen>> hits) {
    Copy copy = this.rows.lock(line, this.rules.kept()).filter(it -> !it.closed()).orElse(null);
    if (copy == null) {
      return;
    }
    Duration behind = Duration.between(this.clock.instant(), copy.now());
    Map<Integer, ClickRow> before = this.rows.of(line);
    Map<Integer, ClickRow> after = new HashMap<>(before);
    hits.stream()
        .sorted(Comparator.comparing(it -> it.getValue().at()))
        .forEach(
            it ->
                this.rules.enter(
                    after,
                    copy,
                    it.getKey(),
                    it.getValue().at().plus(behind),
                    it.getValue().times()));
    List<ClickRow> changed = new ArrayList<>(after.values());
    changed.removeAll(before.values());
    this.rows.write(line, changed);
  }

  @Override
  public void start() {
    this.running = true;
  }

  /** Writes the last ones while the database is still there. */
  @Override
  public void stop() {
    this.running = false;
    write();
  }

  @Override
  public boolean isRunning() {
    return this.running;
  }

  /**
   * What waits to be counted.
   *
   * @param at when the link was opened first
   * @param times how often since
   */
  private record Seen(Instant at, int times) {

    Seen and(Seen other) {
      return new Seen(
          this.at.isBefore(other.at) ? this.at : other.at,
          (int) Math.min(ClickRow.MOST_HITS, (long) this.times + other.times));
    }
  }
}
