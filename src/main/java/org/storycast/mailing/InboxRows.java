// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each mailbox was read, and by whom it is read now. */
@Repository
class InboxRows {

  private final JdbcClient jdbc;

  InboxRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How far a mailbox was read.
   *
   * @param validity under which its numbers count
   * @param lastUid the number of the last message that was read
   * @param failedUid the number of a message that could not be fetched
   * @param failures how often in a row
   */
  record Mark(long validity, long lastUid, long failedUid, int failures) {}

  /** Claims a mailbox for a time; answers whether nobody else has it. */
  boolean claim(String name, UUID holder, Duration time) {
    this.jdbc
        .sql(
            """
            INSERT INTO mailing_inbox (name, uid_validity, last_uid, failed_uid, failures)
            VALUES (?, 0, 0, 0, 0) ON CONFLICT DO NOTHING
            """)
        .param(name)
        .update();
    return this.jdbc
            .sql(
                """
                UPDATE mailing_inbox SET holder = ?,
                  busy_until = CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND
                WHERE name = ? AND (busy_until IS NULL OR busy_until <= CURRENT_TIMESTAMP)
                """)
            .params(holder, Math.toIntExact(time.toSeconds()), name)
            .update()
        == 1;
  }

  void release(String name, UUID holder) {
    this.jdbc
        .sql("UPDATE mailing_inbox SET busy_until = NULL WHERE name = ? AND holder = ?")
        .params(name, holder)
        .update();
  }

  Optional<Mark> mark(String name) {
    return this.jdbc
        .sql(
            "SELECT uid_validity, last_uid, failed_uid, failures FROM mailing_inbox WHERE name = ?")
        .param(name)
        .query(
            (row, number) ->
                new Mark(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4)))
        .optional();
  }

  /** Notes a message as read; false when another instance has the mailbox or has read it. */
  boolean read(String name, UUID holder, long validity, long uid) {
    return this.jdbc
            .sql(
                """
                UPDATE mailing_inbox SET uid_validity = ?, last_uid = ?, failed_uid = 0, failures = 0
                WHERE name = ? AND holder = ? AND (uid_validity <> ? OR last_uid < ?)
                """)
            .params(validity, uid, name, holder, validity, uid)
            .update()
        == 1;
  }

  /** Notes that a message could not be fetched. */
  void failed(String name, long uid) {
    this.jdbc
        .sql(
            """
            UPDATE mailing_inbox SET failures = CASE WHEN failed_uid = ? THEN failures + 1 ELSE 1 END,
              failed_uid = ? WHERE name = ?
            """)
        .params(uid, uid, name)
        .update();
  }
}
