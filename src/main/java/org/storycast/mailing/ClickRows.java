// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.audience.ReaderId;
import org.storycast.mailing.ClickRow.LeftOut;
import org.storycast.mailing.ClickRules.Copy;

/** The clicks: one row for each link of a copy that was opened, until only sums are kept. */
@Repository
class ClickRows {

  private final JdbcClient jdbc;

  ClickRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks a line until the transaction ends, so that links of a copy that are opened at once are
   * judged together; empty when the ledger no longer has it.
   */
  Optional<Copy> lock(LineId line, Duration kept) {
    return this.jdbc
        .sql(
            """
            SELECT l.state, l.changed_at, CURRENT_TIMESTAMP AS seen_at,
              i.opened_at < CURRENT_TIMESTAMP - CAST(? AS BIGINT) * INTERVAL '1' SECOND AS closed
            FROM mailing_line l JOIN issue i ON i.number = l.issue
            WHERE l.issue = ? AND l.position = ?
            FOR UPDATE OF l
            """)
        .params(kept.toSeconds(), line.issue(), line.position())
        .query(
            (row, number) -> {
              LineState state = LineState.of(row.getInt("state"));
              return new Copy(
                  state == LineState.SENT || state == LineState.DOUBT,
                  moment(row, "changed_at"),
                  moment(row, "seen_at"),
                  row.getBoolean("closed"));
            })
        .optional();
  }

  /** What is known of a copy's links, by link. */
  Map<Integer, ClickRow> of(LineId line) {
    Map<Integer, ClickRow> rows = new HashMap<>();
    this.jdbc
        .sql(
            """
            SELECT link, first_at, last_at, hits, counted_at, left_out FROM issue_click
            WHERE issue = ? AND position = ?
            """)
        .params(line.issue(), line.position())
        .query(ClickRows::click)
        .list()
        .forEach(row -> rows.put(row.link(), row));
    return rows;
  }

  /** Writes rows of a copy whose line is locked. */
  void write(LineId line, Collection<ClickRow> rows) {
    for (ClickRow row : rows) {
      if (update(line, row) == 0) {
        this.jdbc
            .sql(
                """
                INSERT INTO issue_click
                  (first_at, last_at, hits, counted_at, left_out, issue, position, link)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
            .params(utc(row.firstAt()), utc(row.lastAt()), row.hits())
            .param(utcOrNull(row.countedAt()))
            .param(code(row.leftOut()))
            .params(line.issue(), line.position(), row.link())
            .update();
      }
    }
  }

  private int update(LineId line, ClickRow row) {
    return this.jdbc
        .sql(
            """
            UPDATE issue_click SET last_at = ?, hits = ?, counted_at = ?, left_out = ?
            WHERE issue = ? AND position = ? AND link = ?
            """)
        .params(utc(row.lastAt()), row.hits())
        .param(utcOrNull(row.countedAt()))
        .param(code(row.leftOut()))
        .params(line.issue(), line.position(), row.link())
        .update();
  }

  /** What a reader followed, the oldest first. */
  List<ReaderClick> of(ReaderId reader) {
    return this.jdbc
        .sql(
            """
            SELECT i.id, k.url, c.first_at, c.last_at, c.hits, c.counted_at
            FROM issue_click c
            JOIN mailing_line l ON l.issue = c.issue AND l.position = c.position
            JOIN issue_link k ON k.issue = c.issue AND k.number = c.link
            JOIN issue i ON i.number = c.issue
            WHERE l.reader_id = ?
            ORDER BY c.first_at, c.issue, c.link
            """)
        .param(reader.value())
        .query(
            (row, number) ->
                new ReaderClick(
                    new IssueId(row.getObject("id", UUID.class)),
                    row.getString("url"),
                    moment(row, "first_at"),
                    moment(row, "last_at"),
                    row.getInt("hits"),
                    row.getObject("counted_at") != null))
        .list();
  }

  private static ClickRow click(ResultSet row, int number) throws SQLException {
    OffsetDateTime counted = row.getObject("counted_at", OffsetDateTime.class);
    int leftOut = row.getInt("left_out");
    return new ClickRow(
        row.getInt("link"),
        moment(row, "first_at"),
        moment(row, "last_at"),
        row.getInt("hits"),
        counted == null ? null : counted.toInstant(),
        leftOut == 0 ? null : LeftOut.of(leftOut));
  }

  private static @Nullable Short code(@Nullable LeftOut reason) {
    return reason == null ? null : reason.code();
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant moment) {
    return moment == null ? null : utc(moment);
  }
}
