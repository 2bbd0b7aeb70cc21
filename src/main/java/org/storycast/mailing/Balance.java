// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Checks that an issue's numbers add up: its lines are as many as were frozen, each state has as
 * many lines as the tally says, and whoever did not get it has a reason. The lines are counted one
 * by one, before the first message and after the last.
 */
@Component
class Balance {

  private static final Logger log = LoggerFactory.getLogger(Balance.class);

  private static final Set<LineState> OPEN =
      EnumSet.of(LineState.QUEUED, LineState.IN_FLIGHT, LineState.RETRYING);
  private static final String COUNTS =
      Arrays.stream(LineState.values())
          .map(
              state ->
                  "SELECT %d AS state, COALESCE(SUM(%s), 0) AS told FROM mailing_tally WHERE issue = :issue"
                      .formatted(state.code(), state.column()))
          .collect(
              Collectors.joining(
                  " UNION ALL ",
                  """
                  SELECT tally.state, tally.told AS tally, COALESCE(lines, 0) AS lines,
                    COALESCE(unexplained, 0) AS unexplained
                  FROM (
                  """,
                  """
                  ) AS tally LEFT JOIN (
                    SELECT state, COUNT(*) AS lines, COUNT(
                      CASE WHEN COALESCE(reply, '') = '' AND COALESCE(reply_code, 0) = 0 THEN 1 END)
                      AS unexplained
                    FROM mailing_line WHERE issue = :issue GROUP BY state) AS counted
                    ON counted.state = tally.state
                  """));

  private final JdbcClient jdbc;
  private final IssueRows issues;
  private final TransactionOperations transactions;

  Balance(JdbcClient jdbc, IssueRows issues, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.issues = issues;
    this.transactions = transactions;
  }

  /** Lets an issue begin, or stops it. */
  void checkBeforeTheFirst(int issue) {
    this.transactions.executeWithoutResult(
        status ->
            this.issues
                .lockOpen(issue)
                .filter(frozen -> check(issue, frozen, false))
                .ifPresent(frozen -> this.issues.balanced(issue)));
  }

  /** Settles an issue of which nothing is left, or stops it. */
  void checkAfterTheLast(int issue) {
    this.transactions.executeWithoutResult(
        status ->
            this.issues
                .lockOpen(issue)
                .filter(frozen -> this.issues.isFinished(issue))
                .filter(frozen -> check(issue, frozen, true))
                .ifPresent(frozen -> this.issues.settled(issue)));
  }

  private boolean check(int issue, int frozen, boolean finished) {
    List<String> problems = problems(count(issue), frozen, finished);
    if (!problems.isEmpty()) {
      String problem = String.join("; ", problems);
      this.issues.stop(issue, problem);
      log.atError()
          .addKeyValue("issue", issue)
          .addKeyValue("problem", problem)
          .log("An issue is stopped: its ledger does not add up");
    }
    return problems.isEmpty();
  }

  private static List<String> problems(
      Map<LineState, Counted> counted, int frozen, boolean finished) {
    List<String> problems = new ArrayList<>();
    long lines = counted.values().stream().mapToLong(Counted::lines).sum();
    if (lines != frozen) {
      problems.add("%d readers were frozen and %d have a line".formatted(frozen, lines));
    }
    counted.forEach(
        (state, it) -> {
          if (it.lines() != it.tally()) {
            problems.add("%d are %s, and %d were told".formatted(it.lines(), state, it.tally()));
          }
          if (needsReason(state) && it.unexplained() > 0) {
            problems.add("%d are %s without a reason".formatted(it.unexplained(), state));
          }
          if (finished && OPEN.contains(state) && it.lines() > 0) {
            problems.add("%d are still %s".formatted(it.lines(), state));
          }
        });
    return problems;
  }

  /** One statement, so that lines and tally are seen at the same moment. */
  private Map<LineState, Counted> count(int issue) {
    return this.jdbc
        .sql(COUNTS)
        .param("issue", issue)
        .query(
            (row, number) ->
                Map.entry(
                    LineState.of(row.getInt("state")),
                    new Counted(
                        row.getLong("lines"), row.getLong("tally"), row.getLong("unexplained"))))
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (one, other) -> one,
                () -> new EnumMap<>(LineState.class)));
  }

  private static boolean needsReason(LineState state) {
    return switch (state) {
      case FAILED, DOUBT, EXCLUDED, EXCLUDED_LATE -> true;
      case QUEUED, IN_FLIGHT, SENT, RETRYING -> false;
    };
  }

  private record Counted(long lines, long tally, long unexplained) {}
}
