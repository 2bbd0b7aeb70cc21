// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.mailing.IssueNumbers.FailureClass;
import org.storycast.mailing.IssueNumbers.Link;

/** What an issue's numbers are counted from. */
@Repository
class NumberRows {

  private final JdbcClient jdbc;

  NumberRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Who was left out, by the state that the reader was in. */
  SortedMap<String, Long> excluded(int issue) {
    SortedMap<String, Long> counts = new TreeMap<>();
    this.jdbc
        .sql(
            """
            SELECT COALESCE(reply, '') AS reason, COUNT(*) AS readers FROM mailing_line
            WHERE issue = ? AND state IN (?, ?) GROUP BY COALESCE(reply, '')
            """)
        .params(issue, LineState.EXCLUDED.code(), LineState.EXCLUDED_LATE.code())
        .query(
            (row, at) -> counts.merge(row.getString("reason"), row.getLong("readers"), Long::sum))
        .list();
    return counts;
  }

  /** Whose copies failed, by what the relay said. */
  SortedMap<FailureClass, Long> failed(int issue) {
    SortedMap<FailureClass, Long> counts = new TreeMap<>();
    this.jdbc
        .sql(
            """
            SELECT class, COUNT(*) AS readers FROM (
              SELECT CASE
                WHEN reply LIKE 'the deadline passed%' THEN 'TOO_LATE'
                WHEN reply_code BETWEEN 500 AND 599 THEN CASE
                  WHEN reply LIKE '____5.1.%' THEN 'ADDRESS'
                  WHEN reply LIKE '____5.2.%' THEN 'MAILBOX'
                  WHEN reply LIKE '____5.7.%' THEN 'POLICY'
                  ELSE 'REFUSED' END
                ELSE 'OTHER' END AS class
              FROM mailing_line WHERE issue = ? AND state = ?) AS lines
            GROUP BY class
            """)
        .params(issue, LineState.FAILED.code())
        .query(
            (row, at) ->
                counts.put(FailureClass.valueOf(row.getString("class")), row.getLong("readers")))
        .list();
    return counts;
  }

  long unsubscribed(int issue) {
    return count("SELECT COUNT(*) FROM issue_unsubscription WHERE issue = ?", issue);
  }

  /** Counts a reader who left through an issue, once; an issue that is gone counts nothing. */
  void unsubscribed(UnsubscribeToken token) {
    this.jdbc
        .sql(
            """
            INSERT INTO issue_unsubscription (issue, reader_id, left_at)
            SELECT number, CAST(? AS UUID), CURRENT_TIMESTAMP FROM issue WHERE id = ?
            ON CONFLICT DO NOTHING
            """)
        .params(token.reader().value(), token.issue().value())
        .update();
  }

  /** Copies of which a person opened at least one link. */
  long followed(int issue) {
    return summed("readers", issue)
        + count(
            """
            SELECT COUNT(DISTINCT position) FROM issue_click
            WHERE issue = ? AND counted_at IS NOT NULL
            """,
            issue);
  }

  /** Copies of which anything opened a link. */
  long opened(int issue) {
    return summed("readers + machines", issue)
        + count("SELECT COUNT(DISTINCT position) FROM issue_click WHERE issue = ?", issue);
  }

  private long summed(String what, int issue) {
    return count(
        "SELECT COALESCE(SUM(%s), 0) FROM issue_click_sum WHERE issue = ?".formatted(what), issue);
  }

  private long count(String sql, int issue) {
    return this.jdbc.sql(sql).param(issue).query(Long.class).single();
  }

  /** Each counted link. */
  List<Link> links(int issue) {
    return this.jdbc
        .sql(
            """
            SELECT l.number, l.url, l.readers + COUNT(c.counted_at) AS readers,
              l.machines + COUNT(c.position) - COUNT(c.counted_at) AS machines
            FROM issue_link l LEFT JOIN issue_click c ON c.issue = l.issue AND c.link = l.number
            WHERE l.issue = ?
            GROUP BY l.number, l.url, l.readers, l.machines
            ORDER BY l.number
            """)
        .param(issue)
        .query(
            (row, at) ->
                new Link(
                    row.getInt("number"),
                    row.getString("url"),
                    row.getLong("readers"),
                    row.getLong("machines")))
        .list();
  }
}
