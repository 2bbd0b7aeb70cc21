// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code source_state}. A claim is a row's lease: of several instances one gets it. */
@Repository
class SourceRows {

  private static final int LONGEST_ERROR = 1000;

  private final JdbcClient jdbc;

  SourceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SourceState> find(String name) {
    return this.jdbc
        .sql("SELECT * FROM source_state WHERE name = :name")
        .param("name", name)
        .query(SourceRows::read)
        .optional();
  }

  /** Makes a source known; it is due at once. */
  void ensure(String name, Instant now) {
    if (find(name).isPresent()) {
      return;
    }
    try {
      this.jdbc
          .sql("INSERT INTO source_state (name, next_poll, failures) VALUES (:name, :now, 0)")
          .param("name", name)
          .param("now", at(now))
          .update();
    } catch (DuplicateKeyException anotherInstance) {
      find(name).orElseThrow(() -> anotherInstance);
    }
  }

  /** Whether the source is due and now ours until the lease ends. */
  boolean claim(String name, Instant now, Instant until) {
    return this.jdbc
            .sql(
                """
                UPDATE source_state SET claimed_until = :until
                WHERE name = :name AND next_poll <= :now
                  AND (claimed_until IS NULL OR claimed_until <= :now)
                """)
            .param("name", name)
            .param("now", at(now))
            .param("until", at(until))
            .update()
        == 1;
  }

  /** Whether our claim held and now lasts until another moment. */
  boolean renew(String name, Instant claimedUntil, Instant until) {
    return this.jdbc
            .sql(
                """
                UPDATE source_state SET claimed_until = :until
                WHERE name = :name AND claimed_until = :claimedUntil
                """)
            .param("name", name)
            .param("claimedUntil", at(claimedUntil))
            .param("until", at(until))
            .update()
        == 1;
  }

  /** Ends our claim; changes nothing when the lease was lost to another instance. */
  boolean finish(String name, Instant claimedUntil, SourceState state) {
    String error = state.lastError();
    return this.jdbc
            .sql(
                """
                UPDATE source_state SET next_poll = :nextPoll, claimed_until = NULL,
                  last_success = :lastSuccess, failures = :failures, last_error = :lastError,
                  etag = :etag, last_modified = :lastModified, seen_until = :seenUntil
                WHERE name = :name AND claimed_until = :claimedUntil
                """)
            .param("name", name)
            .param("claimedUntil", at(claimedUntil))
            .param("nextPoll", at(state.nextPoll()))
            .param("lastSuccess", at(state.lastSuccess()))
            .param("failures", state.failures())
            .param("lastError", error == null ? null : shortened(error))
            .param("etag", state.etag())
            .param("lastModified", state.lastModified())
            .param("seenUntil", at(state.seenUntil()))
            .update()
        == 1;
  }

  private static String shortened(String error) {
    return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static SourceState read(ResultSet row, int index) throws SQLException {
    Instant nextPoll = instant(row, "next_poll");
    return new SourceState(
        nextPoll == null ? Instant.EPOCH : nextPoll,
        instant(row, "last_success"),
        row.getInt("failures"),
        row.getString("last_error"),
        row.getString("etag"),
        row.getString("last_modified"),
        instant(row, "seen_until"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
