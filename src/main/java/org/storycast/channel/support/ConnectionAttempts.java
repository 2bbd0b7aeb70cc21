// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Digest;
import org.storycast.channel.Secret;

/** The ways to consent pages that people are on. Each is good for one way back. */
@Repository
class ConnectionAttempts {

  /** Ended ways are kept so long, so that whoever comes late is told why. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final TokenCipher cipher;
  private final SealedAccounts sealed;
  private final Clock clock;

  ConnectionAttempts(JdbcClient jdbc, TokenCipher cipher, SealedAccounts sealed, Clock clock) {
    this.jdbc = jdbc;
    this.cipher = cipher;
    this.sealed = sealed;
    this.clock = clock;
  }

  void add(ConnectionAttempt attempt, ConnectionAttempt.Bonds bonds) {
    this.jdbc
        .sql("DELETE FROM connection_attempt WHERE expires_at < ?")
        .param(utc(this.clock.instant().minus(KEPT)))
        .update();
    this.jdbc
        .sql(
            """
            INSERT INTO connection_attempt (id, state_hash, browser_hash, channel, kind, caller,
                                            caller_name, redirect, verifier, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(attempt.id())
        .param(hash(bonds.state()))
        .param(hash(bonds.browser()))
        .param(attempt.channel().value())
        .param(attempt.kind())
        .param(attempt.starter().id())
        .param(attempt.starter().name())
        .param(attempt.redirect().toString())
        .param(
            attempt
                .verifier()
                .map(it -> this.cipher.seal(it, place(attempt.id(), "verifier")))
                .orElse(null))
        .param(utc(attempt.expiresAt()))
        .update();
  }

  /** The way that has this state, whether it is still open or not. */
  Optional<ConnectionAttempt> find(Secret state) {
    return this.jdbc
        .sql("SELECT * FROM connection_attempt WHERE state_hash = ?")
        .param(hash(state))
        .query(this::read)
        .optional();
  }

  /**
   * Takes the way back, once: it must be open, and the browser the one in which it began.
   *
   * @return whether it was taken
   */
  boolean take(UUID id, Secret browser) {
    OffsetDateTime now = utc(this.clock.instant());
    return this.jdbc
            .sql(
                """
                UPDATE connection_attempt SET exchanging_at = ?
                WHERE id = ? AND browser_hash = ? AND exchanging_at IS NULL AND expires_at > ?
                """)
            .params(now, id, hash(browser), now)
            .update()
        == 1;
  }

  /** Keeps the accounts among which the person chooses, until the given moment. */
  void offer(UUID id, List<OpenedAccount> accounts, Instant until) {
    this.jdbc
        .sql("UPDATE connection_attempt SET choices = ?, expires_at = ? WHERE id = ?")
        .params(this.sealed.seal(accounts, place(id, "choices")), utc(until), id)
        .update();
  }

  /** The way on which a person chooses, if it is open and theirs. */
  Optional<ConnectionAttempt> choosing(UUID id, UUID caller) {
    return this.jdbc
        .sql(
            """
            SELECT * FROM connection_attempt
            WHERE id = ? AND caller = ? AND choices IS NOT NULL AND expires_at > ?
            """)
        .params(id, caller, utc(this.clock.instant()))
        .query(this::read)
        .optional();
  }

  /** The accounts among which the person chooses; none where the key is another. */
  List<OpenedAccount> choices(UUID id) {
    return this.jdbc
        .sql("SELECT choices FROM connection_attempt WHERE id = ? AND choices IS NOT NULL")
        .param(id)
        .query(String.class)
        .optional()
        .flatMap(text -> this.sealed.open(text, place(id, "choices")))
        .orElse(List.of());
  }

  /** Forgets the choices, once one is made; within the caller's transaction. */
  boolean chosen(UUID id) {
    return this.jdbc
            .sql(
                "UPDATE connection_attempt SET choices = NULL WHERE id = ? AND choices IS NOT NULL")
            .param(id)
            .update()
        == 1;
  }

  private ConnectionAttempt read(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    OffsetDateTime exchanging = row.getObject("exchanging_at", OffsetDateTime.class);
    return new ConnectionAttempt(
        id,
        new ChannelId(row.getString("channel")),
        row.getString("kind"),
        new Starter(row.getObject("caller", UUID.class), row.getString("caller_name")),
        URI.create(row.getString("redirect")),
        Optional.ofNullable(row.getString("verifier"))
            .flatMap(it -> this.cipher.open(it, place(id, "verifier"))),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        exchanging == null ? null : exchanging.toInstant());
  }

  private static String place(UUID id, String column) {
    return id + ":" + column;
  }

  private static String hash(Secret secret) {
    return Digest.of(secret.reveal()).hex();
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
