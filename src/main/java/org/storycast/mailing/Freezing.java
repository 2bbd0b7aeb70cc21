// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.audience.Rhythm;

/** Chooses an issue's readers and freezes them: who gets it, and who is left out and why. */
@Repository
class Freezing {

  private static final String SELECTED =
      """
      FROM reader
      WHERE (:language = '' OR LOWER(language) = :language OR LOWER(language) LIKE :regions)
        AND (NOT EXISTS (SELECT 1 FROM reader_section WHERE reader_id = reader.id)
          OR EXISTS (
            SELECT 1 FROM reader_section WHERE reader_id = reader.id AND section IN (:sections)))
        AND rhythm IN (:rhythms)
      """;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Tallies tallies;

  Freezing(JdbcClient jdbc, Ledger ledger, Tallies tallies) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.tallies = tallies;
  }

  /** Freezes in one statement, whatever the number; belongs to the issue's own transaction. */
  void freeze(int issue, Recipients recipients) {
    int frozen =
        selected(
                """
                INSERT INTO mailing_line
                  (changed_at, issue, position, reader_id, state, attempts, reply)
                SELECT CURRENT_TIMESTAMP, CAST(:issue AS INTEGER), ROW_NUMBER() OVER (), id,
                  CASE WHEN state = 'CONFIRMED' THEN :queued ELSE :excluded END, 0,
                  CASE WHEN state = 'CONFIRMED' THEN NULL ELSE state END
                """
                    + SELECTED,
                recipients)
            .param("issue", issue)
            .param("queued", LineState.QUEUED.code())
            .param("excluded", LineState.EXCLUDED.code())
            .update();
    begin(issue, frozen);
  }

  /** Begins an issue whose lines are written. */
  private void begin(int issue, long frozen) {
    this.jdbc
        .sql("UPDATE issue SET frozen = ? WHERE number = ?")
        .params(Math.toIntExact(frozen), issue)
        .update();
    this.tallies.begin(issue, this.ledger.count(issue));
  }

  /** Whether an issue opened now would have a reader. */
  boolean hasReaders(Recipients recipients) {
    return selected("SELECT 1 " + SELECTED + " AND state = 'CONFIRMED' LIMIT 1", recipients)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private JdbcClient.StatementSpec selected(String sql, Recipients recipients) {
    List<String> sections = Stream.concat(Stream.of(""), recipients.sections().stream()).toList();
    return this.jdbc
        .sql(sql)
        .param("language", recipients.language())
        .param("regions", recipients.language() + "-%")
        .param("sections", sections)
        .param("rhythms", recipients.rhythms().stream().map(Rhythm::name).toList());
  }
}
