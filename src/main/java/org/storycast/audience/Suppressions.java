// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /** Which of these addresses must not be written to. */
  Set<EmailAddress> among(Collection<EmailAddress> addresses) {
    Map<String, EmailAddress> byDigest =
        addresses.stream()
            .collect(
                Collectors.toMap(EmailAddress::digest, Function.identity(), (one, other) -> one));
    return this.jdbc
        .sql("SELECT address_digest FROM suppression WHERE address_digest = ANY(?)")
        .param(byDigest.keySet().toArray(String[]::new))
        .query(String.class)
        .stream()
        .map(digest -> Objects.requireNonNull(byDigest.get(digest)))
        .collect(Collectors.toUnmodifiableSet());
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
