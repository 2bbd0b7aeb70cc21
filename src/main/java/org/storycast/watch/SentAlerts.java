// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which problem was told to which target. A row is claimed before the message is sent, so that of
 * several instances one sends it, and marked afterwards, so that a message which nobody took is
 * sent again.
 */
@Repository
class SentAlerts {

  private final JdbcClient jdbc;

  SentAlerts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All that is remembered for a target. */
  List<Row> of(String target) {
    return this.jdbc
        .sql("SELECT * FROM alert_sent WHERE target = ?")
        .param(target)
        .query(SentAlerts::read)
        .list();
  }

  boolean begin(String target, Problem problem, Instant now) {
    return this.jdbc
            .sql(
                """
                INSERT INTO alert_sent (target, problem, title, since, claimed_at)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(target, problem.id(), shortened(problem.title()), utc(now), utc(now))
            .update()
        == 1;
  }

  boolean claim(String target, Row row, Instant now) {
    return this.jdbc
            .sql(
                """
                UPDATE alert_sent SET claimed_at = ?
                WHERE target = ? AND problem = ? AND claimed_at = ?
                """)
            .params(utc(now), target, row.problem(), utc(row.claimedAt()))
            .update()
        == 1;
  }

  /** Nobody took the message: whoever looks next may send it. */
  void release(String target, String problem) {
    this.jdbc
        .sql("UPDATE alert_sent SET claimed_at = ? WHERE target = ? AND problem = ?")
        .params(utc(Instant.EPOCH), target, problem)
        .update();
  }

  void sent(String target, String problem, Instant now) {
    this.jdbc
        .sql("UPDATE alert_sent SET sent_at = ? WHERE target = ? AND problem = ?")
        .params(utc(now), target, problem)
        .update();
  }

  void forget(String target, String problem) {
    this.jdbc
        .sql("DELETE FROM alert_sent WHERE target = ? AND problem = ?")
        .params(target, problem)
        .update();
  }

  private static String shortened(String title) {
    return title.length() > 500 ? title.substring(0, 500) : title;
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static Row read(ResultSet row, int number) throws SQLException {
    OffsetDateTime sentAt = row.getObject("sent_at", OffsetDateTime.class);
    return new Row(
        row.getString("problem"),
        row.getString("title"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("claimed_at", OffsetDateTime.class).toInstant(),
        sentAt == null ? null : sentAt.toInstant());
  }

  /**
   * What was told.
   *
   * @param sentAt when last; absent where the message was not taken yet
   */
  record Row(
      String problem, String title, Instant since, Instant claimedAt, @Nullable Instant sentAt) {}
}
