// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.storycast.mailing.Ledger.each;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The list of the lines that are tried again, and when. */
@Repository
class Retries {

  private static final String GIVEN =
      """
      (SELECT * FROM UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY))
        AS given (issue, position))
      """;

  private final JdbcClient jdbc;

  Retries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes lines of an issue that are due; they stay listed until they are settled. */
  List<LineId> takeDue(int issue, int most, UUID sender) {
    List<LineId> due =
        this.jdbc
            .sql(
                """
                SELECT position FROM mailing_retry
                WHERE issue = ? AND due_at <= CURRENT_TIMESTAMP AND holder IS NULL
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED
                """)
            .params(issue, most)
            .query((row, number) -> new LineId(issue, row.getInt("position")))
            .list();
    if (!due.isEmpty()) {
      hold(due, sender);
    }
    return due;
  }

  private void hold(List<LineId> lines, UUID sender) {
    this.jdbc
        .sql("UPDATE mailing_retry SET holder = ? WHERE (issue, position) IN " + GIVEN)
        .param(sender)
        .param(each(lines, Integer.class, LineId::issue))
        .param(each(lines, Integer.class, LineId::position))
        .update();
  }

  /** Enters lines, free for everybody once they are due. */
  void enter(Collection<Move> moves) {
    this.jdbc
        .sql(
            """
            MERGE INTO mailing_retry USING (
              SELECT * FROM UNNEST(CAST(? AS INTEGER ARRAY), CAST(? AS INTEGER ARRAY),
                CAST(? AS INTEGER ARRAY)) AS given (issue, position, seconds)) AS again
            ON mailing_retry.issue = again.issue AND mailing_retry.position = again.position
            WHEN MATCHED THEN UPDATE SET holder = NULL,
              due_at = CURRENT_TIMESTAMP + again.seconds * INTERVAL '1' SECOND
            WHEN NOT MATCHED THEN INSERT (issue, position, due_at)
              VALUES (again.issue, again.position,
                CURRENT_TIMESTAMP + again.seconds * INTERVAL '1' SECOND)
            """)
        .param(each(moves, Integer.class, it -> it.line().issue()))
        .param(each(moves, Integer.class, it -> it.line().position()))
        .param(each(moves, Integer.class, it -> Math.toIntExact(it.again().toSeconds())))
        .update();
  }

  /** Enters every line of an issue that is in this state, due at once. */
  void enterAll(int issue, LineState state) {
    this.jdbc
        .sql(
            """
            INSERT INTO mailing_retry (issue, position, due_at)
            SELECT issue, position, CURRENT_TIMESTAMP FROM mailing_line
            WHERE issue = ? AND state = ?
            ON CONFLICT DO NOTHING
            """)
        .params(issue, state.code())
        .update();
  }

  /** Strikes lines out. */
  void remove(Collection<LineId> lines) {
    this.jdbc
        .sql("DELETE FROM mailing_retry WHERE (issue, position) IN " + GIVEN)
        .param(each(lines, Integer.class, LineId::issue))
        .param(each(lines, Integer.class, LineId::position))
        .update();
  }

  /** Gives back whatever a sender has in hand. */
  void release(UUID sender) {
    this.jdbc.sql("UPDATE mailing_retry SET holder = NULL WHERE holder = ?").param(sender).update();
  }

  /** Strikes out whatever of an issue nobody has in hand. */
  void close(int issue) {
    this.jdbc
        .sql("DELETE FROM mailing_retry WHERE issue = ? AND holder IS NULL")
        .param(issue)
        .update();
  }
}
