// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.audience.ReaderId;

/** One line for each reader of an issue. Every change of a line is a comparing and setting. */
@Repository
class Ledger {

  private static final String COLUMNS =
      "SELECT l.issue, l.position, l.reader_id, l.state, l.attempts ";

  private final JdbcClient jdbc;

  Ledger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Writes moves in one statement, and answers how many lines were as expected. The arrays make it
   * one statement of one text, whatever the number: a database plans it once.
   */
  int move(List<Move> moves) {
    return this.jdbc
        .sql(
            """
            MERGE INTO mailing_line USING (
              SELECT * FROM UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY),
                CAST(? AS SMALLINT ARRAY), CAST(? AS SMALLINT ARRAY), CAST(? AS SMALLINT ARRAY),
                CAST(? AS SMALLINT ARRAY), CAST(? AS SMALLINT ARRAY), CAST(? AS VARCHAR ARRAY))
                AS given (issue, position, was, tried, state, attempts, code, reply)) AS moved
            ON mailing_line.issue = moved.issue AND mailing_line.position = moved.position
              AND mailing_line.state = moved.was AND mailing_line.attempts = moved.tried
            WHEN MATCHED THEN UPDATE SET state = moved.state, attempts = moved.attempts,
              reply_code = COALESCE(moved.code, mailing_line.reply_code),
              reply = COALESCE(moved.reply, mailing_line.reply), changed_at = CURRENT_TIMESTAMP
            """)
        .param(each(moves, Integer.class, it -> it.line().issue()))
        .param(each(moves, Integer.class, it -> it.line().position()))
        .param(each(moves, Short.class, it -> it.from().code()))
        .param(each(moves, Short.class, it -> (short) it.tried()))
        .param(each(moves, Short.class, it -> it.to().code()))
        .param(each(moves, Short.class, it -> (short) it.attempts()))
        .param(each(moves, Short.class, Move::code))
        .param(each(moves, String.class, Move::reply))
        .update();
  }

  /** Moves every line of an issue that is in a state; the reason goes before what was known. */
  int moveAll(int issue, LineState from, LineState to, String reason) {
    return this.jdbc
        .sql(
            """
            UPDATE mailing_line SET state = :to, changed_at = CURRENT_TIMESTAMP,
              reply = CASE WHEN CAST(:reason AS VARCHAR) = '' THEN reply
                WHEN reply IS NULL THEN CAST(:reason AS VARCHAR)
                ELSE SUBSTRING(CAST(:reason AS VARCHAR) || '; before: ' || reply FROM 1 FOR 300) END
            WHERE issue = :issue AND state = :from
            """)
        .param("to", to.code())
        .param("reason", reason)
        .param("issue", issue)
        .param("from", from.code())
        .update();
  }

  /** The lines of a range that nobody has begun, in their order. */
  List<Line> queued(Range range) {
    return this.jdbc
        .sql(
            COLUMNS
                + """
                FROM mailing_line l
                WHERE l.issue = ? AND l.position BETWEEN ? AND ? AND l.state = ?
                ORDER BY l.position
                """)
        .params(range.issue(), range.first(), range.last(), LineState.QUEUED.code())
        .query(Ledger::line)
        .list();
  }

  /** The lines at these places, locked until the transaction ends. */
  List<Line> lock(Collection<LineId> ids) {
    return this.jdbc
        .sql(
            COLUMNS
                + """
                FROM UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY))
                  AS given (issue, position)
                JOIN mailing_line l ON l.issue = given.issue AND l.position = given.position
                ORDER BY l.issue, l.position
                FOR UPDATE OF l
                """)
        .param(each(ids, Integer.class, LineId::issue))
        .param(each(ids, Integer.class, LineId::position))
        .query(Ledger::line)
        .list();
  }

  /**
   * The lines that a sender has in hand. A first attempt lies in one of its ranges, a further one
   * is listed with the sender as its holder; so the ledger needs no index on what changes.
   */
  List<Line> inHandOf(UUID sender) {
    return this.jdbc
        .sql(
            COLUMNS
                + """
                FROM mailing_range r JOIN mailing_line l
                  ON l.issue = r.issue AND l.position BETWEEN r.first_position AND r.last_position
                WHERE r.holder = :sender AND l.state = :state AND l.attempts = 1
                UNION ALL
                """
                + COLUMNS
                + """
                FROM mailing_retry t JOIN mailing_line l
                  ON l.issue = t.issue AND l.position = t.position
                WHERE t.holder = :sender AND l.state = :state
                """)
        .param("sender", sender)
        .param("state", LineState.IN_FLIGHT.code())
        .query(Ledger::line)
        .list();
  }

  /** Counts an issue's lines one by one: slow, and sure. */
  Map<LineState, Long> count(int issue) {
    Map<LineState, Long> counts = new EnumMap<>(LineState.class);
    this.jdbc
        .sql("SELECT state, COUNT(*) AS lines FROM mailing_line WHERE issue = ? GROUP BY state")
        .param(issue)
        .query(
            (ResultSet row) -> {
              counts.put(LineState.of(row.getInt("state")), row.getLong("lines"));
            });
    return counts;
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        new LineId(row.getInt("issue"), row.getInt("position")),
        new ReaderId(row.getObject("reader_id", UUID.class)),
        LineState.of(row.getInt("state")),
        row.getInt("attempts"));
  }

  /** A column of many rows, as one parameter. */
  static <T, V> Object each(Collection<T> rows, Class<V> type, Function<T, @Nullable V> column) {
    Object values = Array.newInstance(type, rows.size());
    int index = 0;
    for (T row : rows) {
      Array.set(values, index++, column.apply(row));
    }
    return values;
  }
}
