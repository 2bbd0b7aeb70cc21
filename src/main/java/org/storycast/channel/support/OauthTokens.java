// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Digest;
import org.storycast.channel.Secret;

/** The tokens of each account, encrypted. Its methods run within the caller's transaction. */
@Repository
class OauthTokens {

  private static final String ACCESS = "access";
  private static final String REFRESH = "refresh";

  private final JdbcClient jdbc;
  private final TokenCipher cipher;
  private final Clock clock;

  OauthTokens(JdbcClient jdbc, TokenCipher cipher, Clock clock) {
    this.jdbc = jdbc;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * An account's row.
   *
   * @param seedDigest of the refresh token that the operator entered
   * @param access absent before the first refresh, or where the key is another
   * @param accessExpiresAt absent before the first refresh
   * @param refresh absent where the key is another
   * @param refreshExpiresAt absent where the platform does not say
   * @param refreshingSince when a refresh began whose answer is not stored
   * @param superseded whether they belong to an account that was connected since the caller's
   *     channel was opened, so that they are not the caller's to use
   */
  record Row(
      String seedDigest,
      Optional<Secret> access,
      @Nullable Instant accessExpiresAt,
      Optional<Secret> refresh,
      @Nullable Instant refreshExpiresAt,
      @Nullable Instant refreshingSince,
      boolean superseded) {}

  /** Locks the account's row against every other process until the transaction ends. */
  Row lock(ChannelId channel, Secret seed) {
    Optional<Row> found = select(channel, seed);
    if (found.isEmpty()) {
      insert(channel, seed);
      found = select(channel, seed);
    }
    Row row = found.orElseThrow();
    return row.superseded() || row.seedDigest().equals(digest(seed))
        ? row
        : replace(channel, seed, false);
  }

  /**
   * Takes the tokens of an account that a person connected. From then on no other refresh token
   * replaces them but that of a newer connection.
   */
  void adopt(ChannelId channel, TokenEndpoint.Answer.Given given, Instant since) {
    Secret seed = Objects.requireNonNull(given.refreshToken());
    insert(channel, seed);
    replace(channel, seed, true);
    store(channel, given, since);
  }

  /** Forgets all tokens of the channel. */
  void forget(ChannelId channel) {
    this.jdbc.sql("DELETE FROM oauth_token WHERE channel = ?").param(channel.value()).update();
  }

  private Optional<Row> select(ChannelId channel, Secret seed) {
    return this.jdbc
        .sql(
            """
            SELECT seed_digest, access_token, access_expires_at, refresh_token, refresh_expires_at,
                   refreshing_since, connected
            FROM oauth_token WHERE channel = ? FOR UPDATE
            """)
        .param(channel.value())
        .query((row, number) -> read(row, channel, seed))
        .optional();
  }

  private Row read(ResultSet row, ChannelId channel, Secret seed) throws SQLException {
    String access = row.getString("access_token");
    String seedDigest = row.getString("seed_digest");
    return new Row(
        seedDigest,
        access == null ? Optional.empty() : this.cipher.open(access, place(channel, ACCESS)),
        instant(row, "access_expires_at"),
        this.cipher.open(row.getString("refresh_token"), place(channel, REFRESH)),
        instant(row, "refresh_expires_at"),
        instant(row, "refreshing_since"),
        row.getBoolean("connected") && !seedDigest.equals(digest(seed)));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private void insert(ChannelId channel, Secret seed) {
    this.jdbc
        .sql(
            """
            INSERT INTO oauth_token (channel, seed_digest, refresh_token, updated_at)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        .params(channel.value(), digest(seed), sealed(seed, channel, REFRESH), now())
        .update();
  }

  /** Somebody gave another refresh token, which is worth more than what we have. */
  private Row replace(ChannelId channel, Secret seed, boolean connected) {
    this.jdbc
        .sql(
            """
            UPDATE oauth_token
            SET seed_digest = ?, refresh_token = ?, refresh_expires_at = NULL, access_token = NULL,
                access_expires_at = NULL, refreshing_since = NULL, connected = ?, updated_at = ?
            WHERE channel = ?
            """)
        .params(digest(seed), sealed(seed, channel, REFRESH), connected, now(), channel.value())
        .update();
    return select(channel, seed).orElseThrow();
  }

  /** Notes that a refresh begins, or that none is open. */
  void refreshingSince(ChannelId channel, @Nullable Instant moment) {
    this.jdbc
        .sql("UPDATE oauth_token SET refreshing_since = ?, updated_at = ? WHERE channel = ?")
        .param(moment == null ? null : moment.atOffset(ZoneOffset.UTC))
        .param(now())
        .param(channel.value())
        .update();
  }

  /** Stores what the platform gave; the old refresh token stays where it gave no new one. */
  void store(ChannelId channel, TokenEndpoint.Answer.Given given, Instant since) {
    this.jdbc
        .sql(
            """
            UPDATE oauth_token
            SET access_token = ?, access_expires_at = ?, refreshing_since = NULL, updated_at = ?
            WHERE channel = ?
            """)
        .params(
            sealed(given.accessToken(), channel, ACCESS),
            since.plus(given.accessLife()).atOffset(ZoneOffset.UTC),
            now(),
            channel.value())
        .update();
    if (given.refreshToken() != null) {
      storeRefreshToken(channel, given.refreshToken(), given, since);
    }
  }

  private void storeRefreshToken(
      ChannelId channel, Secret token, TokenEndpoint.Answer.Given given, Instant since) {
    OffsetDateTime expiry =
        given.refreshLife() == null
            ? null
            : since.plus(given.refreshLife()).atOffset(ZoneOffset.UTC);
    this.jdbc
        .sql("UPDATE oauth_token SET refresh_token = ?, refresh_expires_at = ? WHERE channel = ?")
        .param(sealed(token, channel, REFRESH))
        .param(expiry)
        .param(channel.value())
        .update();
  }

  private String sealed(Secret secret, ChannelId channel, String column) {
    return this.cipher.seal(secret, place(channel, column));
  }

  private static String place(ChannelId channel, String column) {
    return channel + ":" + column;
  }

  private static String digest(Secret seed) {
    return Digest.of(seed.reveal()).hex();
  }

  private OffsetDateTime now() {
    return this.clock.instant().atOffset(ZoneOffset.UTC);
  }
}
