// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which issues are stopped. */
@Repository
class BrakeRows {

  private static final int LONGEST_REASON = 500;
  private final JdbcClient jdbc;
  private final Clock clock;

  BrakeRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An issue that goes on.
   *
   * @param number its number
   * @param since from when on it is judged
   * @param settledBefore how many copies were settled then
   */
  record Going(int number, Instant since, int settledBefore) {}

  List<Going> going() {
    return this.jdbc
        .sql(
            """
            SELECT number, released_at, settled_at_release FROM issue
            WHERE state = 'OPEN' AND balanced_at IS NOT NULL AND braked_at IS NULL
            """)
        .query(
            (row, at) -> {
              OffsetDateTime released = row.getObject("released_at", OffsetDateTime.class);
              return new Going(
                  row.getInt("number"),
                  released == null ? Instant.EPOCH : released.toInstant(),
                  row.getInt("settled_at_release"));
            })
        .list();
  }

  /** Answers whether that is news. */
  boolean brake(int issue, String reason) {
    return this.jdbc
            .sql(
                """
                UPDATE issue SET braked_at = ?, brake_reason = ?
                WHERE number = ? AND state = 'OPEN' AND braked_at IS NULL
                """)
            .param(now())
            .params(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), issue)
            .update()
        == 1;
  }

  /** Lets an issue go on, and answers its number; empty when it was not stopped. */
  Optional<Integer> lockBraked(IssueId issue) {
    return this.jdbc
        .sql(
            "SELECT number FROM issue WHERE id = ? AND state = 'OPEN' AND braked_at IS NOT NULL FOR UPDATE")
        .param(issue.value())
        .query(Integer.class)
        .optional();
  }

  void release(int issue, long settled) {
    this.jdbc
        .sql(
            """
            UPDATE issue SET braked_at = NULL, brake_reason = NULL, released_at = ?,
              settled_at_release = ?
            WHERE number = ?
            """)
        .params(now(), settled, issue)
        .update();
  }

  /** The lines that the relay refused for our fault; they were surely not taken. */
  List<LineId> refusedForUs(int issue, int most) {
    return this.jdbc
        .sql(
            """
            SELECT DISTINCT position FROM mailing_return
            WHERE issue = ? AND at_relay AND kind IN ('POLICY', 'BLOCKED', 'CONTENT')
            ORDER BY position LIMIT ?
            """)
        .params(issue, most)
        .query((row, at) -> new LineId(issue, row.getInt("position")))
        .list();
  }

  void forgetRefusal(LineId line) {
    for (String table : List.of("mailing_return_due", "mailing_return")) {
      this.jdbc
          .sql(
              "DELETE FROM %s WHERE issue = ? AND position = ? AND kind IN ('POLICY', 'BLOCKED', 'CONTENT')"
                  .formatted(table))
          .params(line.issue(), line.position())
          .update();
    }
  }

  List<StoppedIssue> stopped() {
    return this.jdbc
        .sql(
            """
            SELECT id, subject, braked_at, brake_reason FROM issue
            WHERE state = 'OPEN' AND braked_at IS NOT NULL ORDER BY braked_at, number
            """)
        .query(
            (row, at) ->
                new StoppedIssue(
                    new IssueId(row.getObject("id", UUID.class)),
                    row.getString("subject"),
                    row.getObject("braked_at", OffsetDateTime.class).toInstant(),
                    row.getString("brake_reason")))
        .list();
  }

  private OffsetDateTime now() {
    return this.clock.instant().atOffset(ZoneOffset.UTC);
  }
}
