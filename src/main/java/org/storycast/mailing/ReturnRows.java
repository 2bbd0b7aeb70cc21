// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.audience.ReaderId;
import org.storycast.mailing.returns.ReturnKind;

/** What came back, by copy and kind. */
@Repository
class ReturnRows {

  private final JdbcClient jdbc;
  private final Clock clock;

  ReturnRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Something that came back.
   *
   * @param line of which copy
   * @param reader whose copy
   * @param kind what it says
   * @param code the SMTP reply's code, or 0
   * @param status the enhanced status code, or empty
   */
  record Returned(LineId line, ReaderId reader, ReturnKind kind, int code, String status) {

    /** The server's answer, for people. */
    String answer() {
      return ("the mail server answered %s %s"
              .formatted(this.code == 0 ? "" : Integer.toString(this.code), this.status))
          .replaceAll(" +", " ")
          .strip();
    }
  }

  /**
   * Stores what came back; a repeat changes nothing. Its consequence is drawn later.
   *
   * @param atRelay whether the relay itself refused the copy
   */
  void insert(Returned it, boolean atRelay) {
    int news =
        this.jdbc
            .sql(
                """
                INSERT INTO mailing_return
                  (issue, position, kind, reader_id, code, status, at_relay, returned_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(it.line().issue(), it.line().position(), it.kind().name())
            .params(it.reader().value(), it.code(), it.status(), atRelay)
            .param(this.clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    if (news > 0) {
      this.jdbc
          .sql("INSERT INTO mailing_return_due (issue, position, kind) VALUES (?, ?, ?)")
          .params(it.line().issue(), it.line().position(), it.kind().name())
          .update();
    }
  }

  /** Takes one whose consequence is due, until the transaction ends. */
  Optional<Returned> takeDue() {
    return this.jdbc
        .sql(
            """
            SELECT d.issue, d.position, d.kind, r.reader_id, r.code, r.status
            FROM mailing_return_due d
            JOIN mailing_return r
              ON r.issue = d.issue AND r.position = d.position AND r.kind = d.kind
            ORDER BY d.issue, d.position, d.kind LIMIT 1 FOR UPDATE OF d SKIP LOCKED
            """)
        .query(
            (row, number) ->
                new Returned(
                    new LineId(row.getInt("issue"), row.getInt("position")),
                    new ReaderId(row.getObject("reader_id", UUID.class)),
                    ReturnKind.valueOf(row.getString("kind")),
                    row.getInt("code"),
                    row.getString("status")))
        .optional();
  }

  void done(Returned it) {
    this.jdbc
        .sql("DELETE FROM mailing_return_due WHERE issue = ? AND position = ? AND kind = ?")
        .params(it.line().issue(), it.line().position(), it.kind().name())
        .update();
  }

  /** How many of an issue came back, by kind. */
  Map<ReturnKind, Integer> count(int issue, Instant since) {
    Map<ReturnKind, Integer> counts = new EnumMap<>(ReturnKind.class);
    this.jdbc
        .sql(
            """
            SELECT kind, COUNT(*) AS copies FROM mailing_return
            WHERE issue = ? AND returned_at >= ? GROUP BY kind
            """)
        .params(issue, since.atOffset(ZoneOffset.UTC))
        .query(
            row -> {
              counts.put(ReturnKind.valueOf(row.getString("kind")), row.getInt("copies"));
            });
    return counts;
  }

  /** The reader of a line. */
  Optional<ReaderId> readerOf(LineId line) {
    return this.jdbc
        .sql("SELECT reader_id FROM mailing_line WHERE issue = ? AND position = ?")
        .params(line.issue(), line.position())
        .query((row, number) -> new ReaderId(row.getObject("reader_id", UUID.class)))
        .optional();
  }

  /** The latest line of a reader that was sent since then; slow, since lines know no readers. */
  Optional<LineId> latestSent(ReaderId reader, Instant since) {
    return this.jdbc
        .sql(
            """
            SELECT l.issue, l.position FROM issue i JOIN mailing_line l ON l.issue = i.number
            WHERE i.opened_at >= ? AND l.reader_id = ? AND l.state = ?
            ORDER BY l.issue DESC LIMIT 1
            """)
        .params(since.atOffset(ZoneOffset.UTC), reader.value(), LineState.SENT.code())
        .query((row, number) -> new LineId(row.getInt("issue"), row.getInt("position")))
        .optional();
  }

  /** A reader's line of an issue. */
  Optional<LineId> lineOf(ReaderId reader, IssueId issue) {
    return this.jdbc
        .sql(
            """
            SELECT l.issue, l.position FROM issue i JOIN mailing_line l ON l.issue = i.number
            WHERE i.id = ? AND l.reader_id = ? LIMIT 1
            """)
        .params(issue.value(), reader.value())
        .query((row, number) -> new LineId(row.getInt("issue"), row.getInt("position")))
        .optional();
  }

  /**
   * A reader whom mail did not reach for long.
   *
   * @param first the first of these issues
   * @param last the last of them
   * @param issues how many
   */
  record Unreached(ReaderId reader, int first, int last, int issues) {}

  /** The readers who may still be written to and whom so many issues did not reach since then. */
  List<Unreached> unreached(Instant since, int limit) {
    return this.jdbc
        .sql(
            """
            SELECT r.reader_id, MIN(r.issue) AS first_issue, MAX(r.issue) AS last_issue,
              COUNT(DISTINCT r.issue) AS issues
            FROM mailing_return r JOIN reader ON reader.id = r.reader_id
            WHERE r.returned_at >= ? AND reader.state = 'CONFIRMED'
              AND r.kind IN ('MAILBOX_FULL', 'TEMPORARY', 'UNDETERMINED')
            GROUP BY r.reader_id HAVING COUNT(DISTINCT r.issue) >= ?
            """)
        .params(since.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Unreached(
                    new ReaderId(row.getObject("reader_id", UUID.class)),
                    row.getInt("first_issue"),
                    row.getInt("last_issue"),
                    row.getInt("issues")))
        .list();
  }

  /** The lines of some readers between two issues that were taken and never came back. */
  List<Line> arrived(Collection<ReaderId> readers, int first, int last) {
    return this.jdbc
        .sql(
            """
            SELECT l.issue, l.position, l.reader_id, l.attempts FROM mailing_line l
            WHERE l.issue BETWEEN ? AND ? AND l.state = ? AND l.reader_id = ANY(?)
              AND NOT EXISTS (
                SELECT 1 FROM mailing_return r
                WHERE r.issue = l.issue AND r.position = l.position)
            """)
        .params(first, last, LineState.SENT.code())
        .param(readers.stream().map(ReaderId::value).toArray(UUID[]::new))
        .query(
            (row, number) ->
                new Line(
                    new LineId(row.getInt("issue"), row.getInt("position")),
                    new ReaderId(row.getObject("reader_id", UUID.class)),
                    LineState.SENT,
                    row.getInt("attempts")))
        .list();
  }

  /** What came back of a reader's copies, the oldest first. */
  List<OfReader> of(ReaderId reader) {
    return this.jdbc
        .sql(
            """
            SELECT i.id, r.kind, r.code, r.status, r.returned_at
            FROM mailing_return r JOIN issue i ON i.number = r.issue
            WHERE r.reader_id = ? ORDER BY r.returned_at
            """)
        .param(reader.value())
        .query(
            (row, number) ->
                new OfReader(
                    row.getObject("id", UUID.class),
                    ReturnKind.valueOf(row.getString("kind")),
                    row.getInt("code"),
                    row.getString("status"),
                    row.getObject("returned_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** What came back of a copy, as its reader is shown it. */
  record OfReader(UUID issue, ReturnKind kind, int code, String status, Instant returnedAt) {}
}
