// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The senders that are alive, by the database's clock. */
@Repository
class SenderRows {

  private final JdbcClient jdbc;

  SenderRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID sender, Duration lease) {
    this.jdbc
        .sql(
            """
            INSERT INTO mailing_sender (id, alive_until)
            VALUES (?, CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND)
            """)
        .params(sender, Math.toIntExact(lease.toSeconds()))
        .update();
  }

  /**
   * Prolongs a lease and holds its row until the transaction ends, so that nobody can take the
   * sender for dead meanwhile. Answers false when the lease was over already.
   */
  boolean renew(UUID sender, Duration lease) {
    return this.jdbc
            .sql(
                """
                UPDATE mailing_sender SET alive_until =
                  CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND
                WHERE id = ? AND alive_until > CURRENT_TIMESTAMP
                """)
            .params(Math.toIntExact(lease.toSeconds()), sender)
            .update()
        == 1;
  }

  /** The senders whose lease is over, locked until the transaction ends. */
  List<UUID> lockDead() {
    return this.jdbc
        .sql(
            """
            SELECT id FROM mailing_sender WHERE alive_until <= CURRENT_TIMESTAMP
            FOR UPDATE SKIP LOCKED
            """)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  void delete(UUID sender) {
    this.jdbc.sql("DELETE FROM mailing_sender WHERE id = ?").param(sender).update();
  }
}
