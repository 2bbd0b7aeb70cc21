// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The workers that are alive, by the database's clock. */
@Repository
class WorkerRows {

  private final JdbcClient jdbc;

  WorkerRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID worker, Duration lease) {
    this.jdbc
        .sql(
            """
            INSERT INTO mailing_worker (id, alive_until)
            VALUES (?, CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND)
            """)
        .params(worker, Math.toIntExact(lease.toSeconds()))
        .update();
  }

  /** Answers false when the lease was over already. */
  boolean renew(UUID worker, Duration lease) {
    return this.jdbc
            .sql(
                """
                UPDATE mailing_worker SET alive_until =
                  CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND
                WHERE id = ? AND alive_until > CURRENT_TIMESTAMP
                """)
            .params(Math.toIntExact(lease.toSeconds()), worker)
            .update()
        == 1;
  }

  void delete(UUID worker) {
    this.jdbc.sql("DELETE FROM mailing_worker WHERE id = ?").param(worker).update();
  }

  /** Removes the workers of processes that ended long ago. */
  void sweep() {
    this.jdbc
        .sql("DELETE FROM mailing_worker WHERE alive_until < CURRENT_TIMESTAMP - INTERVAL '1' DAY")
        .update();
  }
}
