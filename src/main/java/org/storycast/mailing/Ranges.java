// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Hands out an issue's positions, some hundred at a time. A range is a row only from its handing
 * out until its last line is settled, so that there are never more than a few.
 */
@Repository
class Ranges {

  private static final int SIZE = 500;

  private final JdbcClient jdbc;

  Ranges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes a range that was given back, or the next one that nobody had. */
  Optional<Range> take(int issue, UUID sender) {
    Optional<Range> free = lockFree(issue);
    free.ifPresent(range -> hold(range, sender));
    return free.or(() -> cut(issue, sender));
  }

  private Optional<Range> lockFree(int issue) {
    return this.jdbc
        .sql(
            """
            SELECT issue, first_position, last_position FROM mailing_range
            WHERE issue = ? AND holder IS NULL
            ORDER BY first_position LIMIT 1 FOR UPDATE SKIP LOCKED
            """)
        .param(issue)
        .query(Ranges::range)
        .optional();
  }

  private void hold(Range range, UUID sender) {
    this.jdbc
        .sql("UPDATE mailing_range SET holder = ? WHERE issue = ? AND first_position = ?")
        .params(sender, range.issue(), range.first())
        .update();
  }

  private Optional<Range> cut(int issue, UUID sender) {
    Optional<Range> next =
        this.jdbc
            .sql(
                """
                SELECT number AS issue, handed + 1 AS first_position,
                  LEAST(frozen, handed + ?) AS last_position
                FROM issue WHERE number = ? AND handed < frozen FOR UPDATE
                """)
            .params(SIZE, issue)
            .query(Ranges::range)
            .optional();
    next.ifPresent(range -> insert(range, sender));
    return next;
  }

  private void insert(Range range, UUID sender) {
    this.jdbc
        .sql("UPDATE issue SET handed = ? WHERE number = ?")
        .params(range.last(), range.issue())
        .update();
    this.jdbc
        .sql(
            """
            INSERT INTO mailing_range (issue, first_position, last_position, holder)
            VALUES (?, ?, ?, ?)
            """)
        .params(range.issue(), range.first(), range.last(), sender)
        .update();
  }

  /** What a sender holds. */
  List<Range> of(UUID sender) {
    return this.jdbc
        .sql("SELECT issue, first_position, last_position FROM mailing_range WHERE holder = ?")
        .param(sender)
        .query(Ranges::range)
        .list();
  }

  /** Ends a range whose last line is settled. */
  void end(Range range) {
    this.jdbc
        .sql("DELETE FROM mailing_range WHERE issue = ? AND first_position = ?")
        .params(range.issue(), range.first())
        .update();
  }

  /** Gives back whatever a sender holds, and ends what it has finished. */
  void release(UUID sender) {
    this.jdbc
        .sql(
            """
            DELETE FROM mailing_range WHERE holder = ? AND NOT EXISTS (
              SELECT 1 FROM mailing_line l
              WHERE l.issue = mailing_range.issue AND l.state = ?
                AND l.position BETWEEN first_position AND last_position)
            """)
        .params(sender, LineState.QUEUED.code())
        .update();
    this.jdbc.sql("UPDATE mailing_range SET holder = NULL WHERE holder = ?").param(sender).update();
  }

  /** Hands out nothing more of an issue. */
  void close(int issue) {
    this.jdbc
        .sql("DELETE FROM mailing_range WHERE issue = ? AND holder IS NULL")
        .param(issue)
        .update();
    this.jdbc.sql("UPDATE issue SET handed = frozen WHERE number = ?").param(issue).update();
  }

  private static Range range(ResultSet row, int number) throws SQLException {
    return new Range(
        row.getInt("issue"), row.getInt("first_position"), row.getInt("last_position"));
  }
}
