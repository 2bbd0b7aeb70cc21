// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who of all instances imports, by the database's clock. */
@Repository
class ImportLease {

  private static final int SECONDS = (int) Duration.ofSeconds(30).toSeconds();

  private final JdbcClient jdbc;

  ImportLease(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes the lease where nobody holds it. */
  boolean take(UUID worker) {
    return this.jdbc
            .sql(
                """
                UPDATE reader_import_lease SET worker = ?,
                  leased_until = CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND
                WHERE id = 1 AND (worker IS NULL OR leased_until <= CURRENT_TIMESTAMP)
                """)
            .params(worker, SECONDS)
            .update()
        == 1;
  }

  /**
   * Prolongs the lease within a transaction, and holds its row until that ends: nobody can take it
   * meanwhile. Answers false where another one has taken it.
   */
  boolean renew(UUID worker) {
    return this.jdbc
            .sql(
                """
                UPDATE reader_import_lease SET
                  leased_until = CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND
                WHERE id = 1 AND worker = ?
                """)
            .params(SECONDS, worker)
            .update()
        == 1;
  }

  void give(UUID worker) {
    this.jdbc
        .sql("UPDATE reader_import_lease SET worker = NULL WHERE id = 1 AND worker = ?")
        .param(worker)
        .update();
  }
}
