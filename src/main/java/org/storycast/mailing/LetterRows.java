// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The queue of single letters, by the database's clock. A letter is marked as in hand, durably,
 * before its first byte is written.
 */
@Repository
class LetterRows {

  private static final Duration GIVEN_UP = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int LONGEST_REPLY = 300;
  private static final String LATER =
      "CURRENT_TIMESTAMP + CAST(? AS INTEGER) * INTERVAL '1' SECOND";

  private final JdbcClient jdbc;

  LetterRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(LetterKind kind, UUID subject) {
    this.jdbc
        .sql(
            """
            INSERT INTO letter
              (id, kind, subject_id, state, attempts, doubted, queued_at, due_at, give_up_at)
            VALUES (?, ?, ?, 'QUEUED', 0, FALSE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
            """
                + LATER
                + ")")
        .params(UUID.randomUUID(), kind.name(), subject, seconds(GIVEN_UP))
        .update();
  }

  boolean isAnyDue() {
    return this.jdbc
        .sql("SELECT 1 FROM letter WHERE state = 'QUEUED' AND due_at <= CURRENT_TIMESTAMP LIMIT 1")
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Takes the letter that is due longest; call it within a transaction. */
  Optional<Letters.Claimed> claim(UUID holder, Duration lease) {
    Optional<Letters.Claimed> due =
        this.jdbc
            .sql(
                """
                SELECT id, kind, subject_id, attempts, doubted FROM letter
                WHERE state = 'QUEUED' AND due_at <= CURRENT_TIMESTAMP
                ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
            .query(LetterRows::claimed)
            .optional();
    due.ifPresent(
        it ->
            this.jdbc
                .sql(
                    "UPDATE letter SET state = 'IN_HAND', attempts = attempts + 1, holder = ?,"
                        + " held_until = "
                        + LATER
                        + " WHERE id = ?")
                .params(holder, seconds(lease), it.id())
                .update());
    return due;
  }

  private static Letters.Claimed claimed(ResultSet row, int number) throws SQLException {
    return new Letters.Claimed(
        row.getObject("id", UUID.class),
        LetterKind.valueOf(row.getString("kind")),
        row.getObject("subject_id", UUID.class),
        row.getInt("attempts") + 1,
        row.getBoolean("doubted"));
  }

  /** Prolongs what a holder has in hand. */
  void renew(Collection<UUID> letters, UUID holder, Duration lease) {
    if (letters.isEmpty()) {
      return;
    }
    this.jdbc
        .sql(
            "UPDATE letter SET held_until = "
                + LATER
                + " WHERE state = 'IN_HAND' AND holder = ? AND id = ANY(?)")
        .params(seconds(lease), holder, letters.toArray(UUID[]::new))
        .update();
  }

  /** Writes what became of a letter, unless another has taken it over meanwhile. */
  void settle(UUID id, UUID holder, LetterState state, int code, String reply) {
    this.jdbc
        .sql(
            """
            UPDATE letter SET state = ?, reply_code = ?, reply = ?, holder = NULL,
              held_until = NULL, settled_at = CURRENT_TIMESTAMP
            WHERE id = ? AND holder = ?
            """)
        .params(state.name(), code, withoutAddresses(reply), id, holder)
        .update();
  }

  /** Puts a letter back for a while. */
  void putBack(UUID id, UUID holder, LineStep.Retry retry, boolean doubted) {
    this.jdbc
        .sql(
            "UPDATE letter SET state = 'QUEUED', holder = NULL, held_until = NULL, reply_code = ?,"
                + " reply = ?, doubted = ?, due_at = "
                + LATER
                + " WHERE id = ? AND holder = ?")
        .params(retry.code(), withoutAddresses(retry.reply()), doubted)
        .params(seconds(retry.after()), id, holder)
        .update();
  }

  /** Answers how many letters were not sent within a day. */
  int giveUp() {
    return this.jdbc
        .sql(
            """
            UPDATE letter SET state = 'FAILED', settled_at = CURRENT_TIMESTAMP
            WHERE state = 'QUEUED' AND give_up_at <= CURRENT_TIMESTAMP
            """)
        .update();
  }

  /** Puts letters whose holder is gone in doubt; answers how many there were. */
  int doubtAbandoned(LetterKind kind) {
    return doubt(kind, "state = 'IN_HAND' AND held_until <= CURRENT_TIMESTAMP AND kind = ?", null);
  }

  /** The same for letters that an older state of the database may have sent already. */
  int doubtQueuedBefore(LetterKind kind, Instant moment) {
    return doubt(kind, "state = 'QUEUED' AND NOT doubted AND kind = ? AND queued_at < ?", moment);
  }

  private int doubt(LetterKind kind, String which, @Nullable Instant at) {
    String then =
        kind.isSentAgainInDoubt()
            ? "state = CASE WHEN doubted THEN 'DOUBT' ELSE 'QUEUED' END,"
                + " settled_at = CASE WHEN doubted THEN CURRENT_TIMESTAMP END, doubted = TRUE"
            : "state = 'DOUBT', settled_at = CURRENT_TIMESTAMP, doubted = TRUE";
    JdbcClient.StatementSpec update =
        this.jdbc
            .sql(
                "UPDATE letter SET holder = NULL, held_until = NULL, due_at = CURRENT_TIMESTAMP, "
                    + then
                    + " WHERE "
                    + which)
            .param(kind.name());
    return (at == null ? update : update.param(at.atOffset(ZoneOffset.UTC))).update();
  }

  /** Forgets what was settled long ago. */
  void forgetOld() {
    this.jdbc
        .sql(
            "DELETE FROM letter WHERE settled_at <="
                + " CURRENT_TIMESTAMP - CAST(? AS INTEGER) * INTERVAL '1' SECOND")
        .param(seconds(KEPT))
        .update();
  }

  /** A relay's reply may quote the address. */
  private static String withoutAddresses(String reply) {
    String clean = reply.replaceAll("[^\\s<>()\"',;:]+@", "…@");
    return clean.substring(0, Math.min(clean.length(), LONGEST_REPLY));
  }

  private static int seconds(Duration time) {
    return Math.toIntExact(time.toSeconds());
  }
}
