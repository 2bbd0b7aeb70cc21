// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
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
      SELECT id, delivery_key, subject, preheader, html, plain_text, language, state, opened_at
      FROM issue
      """;

  private final JdbcClient jdbc;

  IssueRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Answers false when the key has an issue already. */
  boolean insert(IssueId id, String key, IssueContent content, Duration untilDeadline) {
    return this.jdbc
            .sql(
                """
                INSERT INTO issue
                  (id, delivery_key, subject, preheader, html, plain_text, language, state,
                   opened_at, deadline)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', CURRENT_TIMESTAMP,
                  CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND)
                ON CONFLICT DO NOTHING
                """)
            .params(id.value(), key, content.subject(), content.preheader(), content.html())
            .params(content.text(), content.language(), Math.toIntExact(untilDeadline.toSeconds()))
            .update()
        == 1;
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

  /** The issues that are not settled, oldest first. */
  List<IssueId> open() {
    return this.jdbc
        .sql("SELECT id FROM issue WHERE state = 'OPEN' ORDER BY opened_at")
        .query((row, number) -> new IssueId(row.getObject("id", UUID.class)))
        .list();
  }

  /** Settles every issue whose last line is settled. */
  void settleFinished() {
    this.jdbc
        .sql(
            """
            UPDATE issue SET state = 'SETTLED', settled_at = CURRENT_TIMESTAMP
            WHERE state = 'OPEN' AND NOT EXISTS (
              SELECT 1 FROM mailing_line
              WHERE mailing_line.issue_id = issue.id
                AND mailing_line.state IN ('QUEUED', 'RETRYING', 'IN_FLIGHT'))
            """)
        .update();
  }

  void reopen(IssueId id) {
    this.jdbc
        .sql("UPDATE issue SET state = 'OPEN', settled_at = NULL WHERE id = ?")
        .param(id.value())
        .update();
  }

  private static Issue issue(ResultSet row, int number) throws SQLException {
    return new Issue(
        new IssueId(row.getObject("id", UUID.class)),
        row.getString("delivery_key"),
        new IssueContent(
            row.getString("subject"),
            row.getString("preheader"),
            row.getString("html"),
            row.getString("plain_text"),
            row.getString("language")),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getString("state").equals("SETTLED"));
  }
}
