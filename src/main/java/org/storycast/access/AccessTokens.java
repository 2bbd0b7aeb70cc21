// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All tokens: 256 random bits each, of which only the SHA-256 hash is kept. */
@Repository
public class AccessTokens {

  private static final Pattern FORM = Pattern.compile("sct_[A-Za-z0-9_-]{43}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,59}");
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AccessTokens(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Creates a token.
   *
   * @param name who holds it: up to 60 letters, digits, spaces and {@code . _ @ -}, used once
   * @throws TokenRefusedException when the name is taken or malformed
   */
  public IssuedToken create(String name, Role role, String by) {
    if (!NAME.matcher(name).matches()) {
      throw new TokenRefusedException(
          "A token's name is 1 to 60 letters, digits, spaces and . _ @ -, beginning with a letter"
              + " or digit");
    }
    return tryToCreate(name, role, by)
        .orElseThrow(
            () ->
                new TokenRefusedException(
                    "There is or was a token \"%s\"; take another name".formatted(name)));
  }

  Optional<IssuedToken> tryToCreate(String name, Role role, String by) {
    byte[] bits = new byte[32];
    this.random.nextBytes(bits);
    String text = "sct_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    AccessToken token = new AccessToken(UUID.randomUUID(), name, role, now(), by, null, null);
    int inserted =
        this.jdbc
            .sql(
                """
                INSERT INTO access_token (id, name, role, hash, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(token.id(), name, role.name(), hash(text), utc(token.createdAt()), by)
            .update();
    return inserted == 1 ? Optional.of(new IssuedToken(token, text)) : Optional.empty();
  }

  /** Who holds this text; empty where nobody does or the token was revoked. */
  public Optional<Caller> authenticate(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String hash = hash(text);
    return this.jdbc
        .sql("SELECT * FROM access_token WHERE hash = ? AND revoked_at IS NULL")
        .param(hash)
        .query((row, number) -> new Found(read(row, number), row.getString("hash")))
        .optional()
        .filter(found -> isEqual(found.hash(), hash))
        .map(found -> noteUse(found.token()).caller());
  }

  /** The holder of a token that was shown before, while it is valid. */
  public Optional<Caller> stillValid(UUID id) {
    return find(id).filter(token -> token.revokedAt() == null).map(AccessToken::caller);
  }

  /** All tokens, those that were revoked too, by name. */
  public List<AccessToken> all() {
    return this.jdbc
        .sql("SELECT * FROM access_token ORDER BY name")
        .query(AccessTokens::read)
        .list();
  }

  /**
   * Ends a token; doing so twice changes nothing.
   *
   * @throws NoSuchElementException when there is no such token
   * @throws TokenRefusedException when nobody could hand out tokens any more
   */
  @Transactional
  public AccessToken revoke(UUID id) {
    List<UUID> administrators =
        this.jdbc
            .sql(
                """
                SELECT id FROM access_token WHERE role = ? AND revoked_at IS NULL
                ORDER BY id FOR UPDATE
                """)
            .param(Role.ADMIN.name())
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    if (administrators.equals(List.of(id))) {
      throw new TokenRefusedException(
          "It is the last token of role ADMIN; create another one before you revoke it");
    }
    this.jdbc
        .sql("UPDATE access_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
        .params(utc(now()), id)
        .update();
    return find(id).orElseThrow(() -> new NoSuchElementException("There is no token " + id));
  }

  boolean isEmpty() {
    return this.jdbc.sql("SELECT COUNT(*) FROM access_token").query(Integer.class).single() == 0;
  }

  void forget(UUID id) {
    this.jdbc.sql("DELETE FROM access_token WHERE id = ?").param(id).update();
  }

  private Optional<AccessToken> find(UUID id) {
    return this.jdbc
        .sql("SELECT * FROM access_token WHERE id = ?")
        .param(id)
        .query(AccessTokens::read)
        .optional();
  }

  private AccessToken noteUse(AccessToken token) {
    Instant now = now();
    Instant last = token.lastUsedAt();
    if (last == null || last.plus(USE_NOTED_EVERY).isBefore(now)) {
      this.jdbc
          .sql("UPDATE access_token SET last_used_at = ? WHERE id = ?")
          .params(utc(now), token.id())
          .update();
    }
    return token;
  }

  private static boolean isEqual(String stored, String shown) {
    return MessageDigest.isEqual(
        stored.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  /** As exact as both databases keep it. */
  private Instant now() {
    return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static AccessToken read(ResultSet row, int number) throws SQLException {
    return new AccessToken(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        moment(row, "last_used_at"),
        moment(row, "revoked_at"));
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private record Found(AccessToken token, String hash) {}
}
