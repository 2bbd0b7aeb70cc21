// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The answers given to orders with an Idempotency-Key, in the database of the orders' effects. */
@Repository
class RememberedAnswers {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApiProperties properties;

  RememberedAnswers(JdbcClient jdbc, Clock clock, ApiProperties properties) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.properties = properties;
  }

  /** Takes an order on, or says why not. */
  Claim claim(Order order) {
    UUID claim = UUID.randomUUID();
    int inserted =
        this.jdbc
            .sql(
                """
                INSERT INTO remembered_answer (caller, answer_key, fingerprint, claim, claimed_at)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(order.caller(), order.key(), order.fingerprint(), claim, utc(now()))
            .update();
    if (inserted == 1) {
      return new Claim.Mine(claim);
    }
    return find(order).map(row -> known(order, row, claim)).orElseGet(Claim.UnderWay::new);
  }

  private Claim known(Order order, Row row, UUID claim) {
    if (!row.fingerprint().equals(order.fingerprint())) {
      return new Claim.OtherOrder();
    }
    if (row.answer() != null) {
      return new Claim.Answered(row.answer());
    }
    return row.claimedAt().plus(this.properties.orderWithin()).isBefore(now())
            && takeOver(order, row, claim)
        ? new Claim.Mine(claim)
        : new Claim.UnderWay();
  }

  private boolean takeOver(Order order, Row died, UUID claim) {
    return this.jdbc
            .sql(
                """
                UPDATE remembered_answer SET claim = ?, claimed_at = ?
                WHERE caller = ? AND answer_key = ? AND claim = ? AND answer IS NULL
                """)
            .params(claim, utc(now()), order.caller(), order.key(), died.claim())
            .update()
        == 1;
  }

  /** Remembers the answer; says whether the order was still this process's. */
  boolean remember(Order order, UUID claim, byte[] answer) {
    return this.jdbc
            .sql(
                """
                UPDATE remembered_answer SET answer = ?
                WHERE caller = ? AND answer_key = ? AND claim = ? AND answer IS NULL
                """)
            .params(answer, order.caller(), order.key(), claim)
            .update()
        == 1;
  }

  /** Nothing came of it: a repeat may try again. */
  void release(Order order, UUID claim) {
    this.jdbc
        .sql(
            """
            DELETE FROM remembered_answer
            WHERE caller = ? AND answer_key = ? AND claim = ? AND answer IS NULL
            """)
        .params(order.caller(), order.key(), claim)
        .update();
  }

  /** Forgets what is old. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
  void forgetOld() {
    this.jdbc
        .sql("DELETE FROM remembered_answer WHERE claimed_at < ?")
        .param(utc(now().minus(this.properties.rememberAnswers())))
        .update();
  }

  private Optional<Row> find(Order order) {
    return this.jdbc
        .sql("SELECT * FROM remembered_answer WHERE caller = ? AND answer_key = ?")
        .params(order.caller(), order.key())
        .query(RememberedAnswers::read)
        .optional();
  }

  private static Row read(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getString("fingerprint"),
        row.getObject("claim", UUID.class),
        row.getObject("claimed_at", OffsetDateTime.class).toInstant(),
        row.getBytes("answer"));
  }

  private Instant now() {
    return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private record Row(String fingerprint, UUID claim, Instant claimedAt, byte @Nullable [] answer) {}

  /**
   * An order as it is recognised again.
   *
   * @param caller whose
   * @param key what the caller calls it
   * @param fingerprint the digest of method, path and body
   */
  record Order(UUID caller, String key, String fingerprint) {}

  /** Whether an order is to be done. */
  sealed interface Claim {
    /** It is this process's to do. */
    record Mine(UUID claim) implements Claim {}

    /** It is done; the answer is encrypted. */
    record Answered(byte[] answer) implements Claim {}

    /** It is being done. */
    record UnderWay() implements Claim {}

    /** The key belongs to another order. */
    record OtherOrder() implements Claim {}
  }
}
