// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets whose links were followed once that is older than is kept: only sums stay. The issue's
 * links lead on all the same; they are no longer counted.
 */
@Component
class ClickFolding {

  private static final Logger log = LoggerFactory.getLogger(ClickFolding.class);

  /** Nobody counts a click any more by then, on whatever machine. */
  private static final Duration LATER = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final ClickProperties properties;
  private final TransactionOperations transactions;

  ClickFolding(JdbcClient jdbc, ClickProperties properties, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.transactions = transactions;
  }

  @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
  void fold() {
    List<Integer> due =
        this.jdbc
            .sql(
                """
                SELECT number FROM issue
                WHERE opened_at < CURRENT_TIMESTAMP - CAST(? AS BIGINT) * INTERVAL '1' SECOND
                  AND EXISTS (SELECT 1 FROM issue_click WHERE issue = number)
                """)
            .param(this.properties.kept().plus(LATER).toSeconds())
            .query((row, at) -> row.getInt("number"))
            .list();
    for (Integer issue : due) {
      this.transactions.executeWithoutResult(status -> fold(issue));
    }
  }

  private void fold(int issue) {
    int begun =
        update(
            """
            INSERT INTO issue_click_sum (issue, readers, machines)
            SELECT issue, COUNT(DISTINCT CASE WHEN counted_at IS NOT NULL THEN position END),
              COUNT(DISTINCT position)
                - COUNT(DISTINCT CASE WHEN counted_at IS NOT NULL THEN position END)
            FROM issue_click WHERE issue = ? GROUP BY issue
            ON CONFLICT DO NOTHING
            """,
            issue);
    if (begun == 0) {
      return;
    }
    update(
        """
        UPDATE issue_link l SET
          readers = (SELECT COUNT(counted_at) FROM issue_click
            WHERE issue = l.issue AND link = l.number),
          machines = (SELECT COUNT(*) - COUNT(counted_at) FROM issue_click
            WHERE issue = l.issue AND link = l.number)
        WHERE issue = ?
        """,
        issue);
    int forgotten = update("DELETE FROM issue_click WHERE issue = ?", issue);
    log.atInfo()
        .addKeyValue("issue", issue)
        .addKeyValue("clicks", forgotten)
        .log("It is no longer known whose links were followed");
  }

  private int update(String sql, int issue) {
    return this.jdbc.sql(sql).param(issue).update();
  }
}
