// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which issues everybody may read. */
@Repository
class ArchiveRows {

  private static final String PAGE =
      """
      SELECT issue.id, issue.subject, issue.preheader, issue.language, issue.opened_at
      FROM archived_issue JOIN issue ON issue.id = archived_issue.issue_id
      WHERE (? = '' OR archived_issue.language = ?)
        AND (archived_issue.opened_at, archived_issue.issue_id) < (?, ?)
      ORDER BY archived_issue.opened_at DESC, archived_issue.issue_id DESC
      LIMIT ?
      """;

  private final JdbcClient jdbc;

  ArchiveRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(IssueId issue) {
    this.jdbc
        .sql(
            """
            INSERT INTO archived_issue (issue_id, language, opened_at)
            SELECT id, language, opened_at FROM issue WHERE id = ?
            ON CONFLICT DO NOTHING
            """)
        .param(issue.value())
        .update();
  }

  boolean contains(IssueId issue) {
    return this.jdbc
        .sql("SELECT COUNT(*) FROM archived_issue WHERE issue_id = ?")
        .param(issue.value())
        .query(Integer.class)
        .single()
        .equals(1);
  }

  List<String> languages() {
    return this.jdbc
        .sql("SELECT DISTINCT language FROM archived_issue ORDER BY language")
        .query((row, number) -> row.getString("language"))
        .list();
  }

  /** The youngest before a moment; at the same moment, before an id. */
  List<ArchivePage.Entry> page(String language, Instant before, IssueId beforeId, int size) {
    return this.jdbc
        .sql(PAGE)
        .params(language, language, before.atOffset(ZoneOffset.UTC), beforeId.value(), size)
        .query(ArchiveRows::entry)
        .list();
  }

  private static ArchivePage.Entry entry(ResultSet row, int number) throws SQLException {
    return new ArchivePage.Entry(
        new IssueId(row.getObject("id", UUID.class)),
        row.getString("subject"),
        row.getString("preheader"),
        row.getString("language"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant());
  }
}
