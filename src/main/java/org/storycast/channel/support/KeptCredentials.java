// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.CredentialEnds;

/** The ends of connected accounts and of refresh tokens, which each refresh may put off. */
@Repository
class KeptCredentials implements CredentialEnds {

  private final JdbcClient jdbc;

  KeptCredentials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The tokens know better than the first answer. */
  @Override
  public Optional<Instant> of(ChannelId channel) {
    return this.jdbc
        .sql(
            """
            SELECT refresh_expires_at AS ends_at, 1 AS place FROM oauth_token
            WHERE channel = :channel AND refresh_expires_at IS NOT NULL
            UNION ALL
            SELECT ends_at, 2 AS place FROM account_connection
            WHERE channel = :channel AND ends_at IS NOT NULL
            ORDER BY place
            """)
        .param("channel", channel.value())
        .query((row, number) -> row.getObject("ends_at", OffsetDateTime.class).toInstant())
        .list()
        .stream()
        .findFirst();
  }
}
