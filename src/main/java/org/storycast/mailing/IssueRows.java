// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The issues. */
@Repository
class IssueRows {

  private static final String COLUMNS =
      """
      SELECT id, number, delivery_key, subject, preheader, html, plain_text, language, state,
        problem, opened_at
      FROM issue
      """;

  private static final String FINISHED =
      """
      balanced_at IS NOT NULL AND handed = frozen
        AND (braked_at IS NULL OR deadline <= CURRENT_TIMESTAMP)
        AND NOT EXISTS (SELECT 1 FROM mailing_range WHERE issue = number)
        AND NOT EXISTS (SELECT 1 FROM mailing_retry WHERE issue = number)
      """;

  private final JdbcClient jdbc;

  IssueRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Answers the new issue's number; empty when the key has an issue already. */
  Optional<Integer> insert(
      IssueId id, String key, IssueContent content, int priority, Duration untilDeadline) {
    int rows =
        this.jdbc
            .sql(
                """
                INSERT INTO issue
                  (id, delivery_key, subject, preheader, html, plain_text, language, state,
                   priority, frozen, handed, opened_at, deadline)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, 0, 0, CURRENT_TIMESTAMP,
                  CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND)
                ON CONFLICT DO NOTHING
                """)
            .params(id.value(), key, content.subject(), content.preheader(), content.html())
            .params(content.text(), content.language(), priority)
            .param(Math.toIntExact(untilDeadline.toSeconds()))
            .update();
    return rows == 0
        ? Optional.empty()
        : this.jdbc
            .sql("SELECT number FROM issue WHERE id = ?")
            .param(id.value())
            .query(Integer.class)
            .optional();
  }

  Optional<Issue> find(String key) {
    return this.jdbc
        .sql(COLUMNS + "WHERE delivery_key = ?")
        .param(key)
        .query(IssueRows::issue)
        .optional();
  }

  Optional<Issue> find(IssueId id) {
    return this.jdbc
        .sql(COLUMNS + "WHERE id = ?")
        .param(id.value())
        .query(IssueRows::issue)
        .optional();
  }

  /** The issues that may be sent now, the most urgent first, then the oldest. */
  List<OpenIssue> sendable() {
    return this.jdbc
        .sql(
            """
            SELECT number, id, priority,
              handed < frozen OR EXISTS (
                SELECT 1 FROM mailing_range WHERE issue = number AND holder IS NULL) AS fresh,
              EXISTS (
                SELECT 1 FROM mailing_retry
                WHERE issue = number AND holder IS NULL AND due_at <= CURRENT_TIMESTAMP) AS due
            FROM issue
            WHERE state = 'OPEN' AND balanced_at IS NOT NULL AND deadline > CURRENT_TIMESTAMP
              AND braked_at IS NULL
            ORDER BY priority DESC, opened_at, number
            """)
        .query(
            (row, number) ->
                new OpenIssue(
                    row.getInt("number"),
                    new IssueId(row.getObject("id", UUID.class)),
                    row.getInt("priority"),
                    row.getBoolean("fresh"),
                    row.getBoolean("due")))
        .list();
  }

  /** The open issues whose numbers have not been checked since they were frozen. */
  List<Integer> unbalanced() {
    return numbers("balanced_at IS NULL");
  }

  /** The open issues whose time is over before everything was handed out. */
  List<Integer> expired() {
    return numbers(
        """
        deadline <= CURRENT_TIMESTAMP AND (handed < frozen
          OR EXISTS (SELECT 1 FROM mailing_range WHERE issue = number AND holder IS NULL)
          OR EXISTS (SELECT 1 FROM mailing_retry WHERE issue = number AND holder IS NULL))
        """);
  }

  /**
   * The open issues of which nothing is left: not handed out, not in hand, not to be tried again.
   */
  List<Integer> finished() {
    return numbers(FINISHED);
  }

  boolean isFinished(int number) {
    return this.jdbc
        .sql("SELECT 1 FROM issue WHERE number = ? AND " + FINISHED)
        .param(number)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** The open issues that were opened before then and not put in doubt since. */
  List<Integer> openedBefore(Instant moment) {
    OffsetDateTime before = moment.atOffset(ZoneOffset.UTC);
    return this.jdbc
        .sql(
            """
            SELECT number FROM issue WHERE state = 'OPEN' AND opened_at < ?
              AND (doubted_at IS NULL OR doubted_at < ?)
            """)
        .params(before, before)
        .query((row, at) -> row.getInt("number"))
        .list();
  }

  private List<Integer> numbers(String condition) {
    return this.jdbc
        .sql("SELECT number FROM issue WHERE state = 'OPEN' AND " + condition)
        .query((row, at) -> row.getInt("number"))
        .list();
  }

  /**
   * Locks an issue until the transaction ends, and answers its readers' number while it is open.
   */
  Optional<Integer> lockOpen(int number) {
    return this.jdbc
        .sql("SELECT frozen FROM issue WHERE number = ? AND state = 'OPEN' FOR UPDATE")
        .param(number)
        .query(Integer.class)
        .optional();
  }

  void balanced(int number) {
    update("balanced_at = CURRENT_TIMESTAMP", number);
  }

  void doubted(int number) {
    update("doubted_at = CURRENT_TIMESTAMP", number);
  }

  void settled(int number) {
    update("state = 'SETTLED', settled_at = CURRENT_TIMESTAMP", number);
  }

  void reopen(int number) {
    update("state = 'OPEN', settled_at = NULL", number);
  }

  private void update(String change, int number) {
    this.jdbc.sql("UPDATE issue SET " + change + " WHERE number = ?").param(number).update();
  }

  /** Stops an issue whose numbers do not add up. */
  void stop(int number, String problem) {
    this.jdbc
        .sql("UPDATE issue SET state = 'STOPPED', problem = ? WHERE number = ?")
        .params(problem, number)
        .update();
  }

  private static Issue issue(ResultSet row, int number) throws SQLException {
    return new Issue(
        new IssueId(row.getObject("id", UUID.class)),
        row.getInt("number"),
        row.getString("delivery_key"),
        new IssueContent(
            row.getString("subject"),
            row.getString("preheader"),
            row.getString("html"),
            row.getString("plain_text"),
            row.getString("language")),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getString("state").equals("SETTLED"),
        row.getString("problem"));
  }
}
