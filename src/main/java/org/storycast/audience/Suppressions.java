// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The addresses that must not be written to, as digests. */
@Repository
class Suppressions {

  private static final int LONGEST_REASON = 300;

  private final JdbcClient jdbc;
  private final Clock clock;

  Suppressions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  boolean contains(EmailAddress address) {
    return this.jdbc
        .sql("SELECT 1 FROM suppression WHERE address_digest = ?")
        .param(address.digest())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  void add(EmailAddress address, String reason) {
    this.jdbc
        .sql(
            """
            INSERT INTO suppression (address_digest, reason, suppressed_at) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(address.digest(), reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
        .param(this.clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
