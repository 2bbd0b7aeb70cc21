// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Signs the ledger's heads, once a minute where there are new lines. The seals form a chain of
 * their own, whose last link is also remembered outside the database: so a truncated ledger shows
 * even where rows and heads were cut together.
 */
@Component
class LedgerSeals {

  private static final int MOST_HEADS = 5000;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final Installation installation;

  LedgerSeals(
      JdbcClient jdbc, TransactionOperations transactions, Clock clock, Installation installation) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.installation = installation;
  }

  /** Seals what is new. Where another machine seals at the same time, one of them wins. */
  @Scheduled(fixedDelayString = "${storycast.seal-every:60s}")
  void seal() {
    this.installation.lookAgain();
    if (this.installation.heldBecause().isPresent()) {
      return;
    }
    try {
      this.transactions.executeWithoutResult(transaction -> sealNewHeads());
    } catch (DuplicateKeyException anotherMachine) {
      // its seal covers the same heads, or the next round does
    }
    Installation.Seal last = this.installation.lastSeal();
    this.installation.sealed(last.number(), last.signature());
  }

  private void sealNewHeads() {
    List<Head> heads = unsealedHeads();
    if (heads.isEmpty()) {
      return;
    }
    Installation.Seal last = this.installation.lastSeal();
    Instant at = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
    long number = last.number() + 1;
    String signature = sign(this.installation.key(), number, at, last.signature(), heads);
    this.jdbc
        .sql("INSERT INTO ledger_seal (number, at, previous, signature) VALUES (?, ?, ?, ?)")
        .params(number, SqlTime.of(at), last.signature(), signature)
        .update();
    heads.forEach(head -> store(number, head));
  }

  private List<Head> unsealedHeads() {
    return this.jdbc
        .sql(
            """
            SELECT id, ledger_length, ledger_head FROM delivery
            WHERE ledger_length > sealed_length ORDER BY id LIMIT ?
            """)
        .param(MOST_HEADS)
        .query(
            (row, number) ->
                new Head(
                    new DeliveryId(row.getObject("id", UUID.class)),
                    row.getInt("ledger_length"),
                    row.getString("ledger_head")))
        .list();
  }

  private void store(long seal, Head head) {
    this.jdbc
        .sql("INSERT INTO ledger_seal_head (seal, delivery_id, length, head) VALUES (?, ?, ?, ?)")
        .params(seal, head.delivery().value(), head.length(), head.hash())
        .update();
    this.jdbc
        .sql("UPDATE delivery SET sealed_length = ? WHERE id = ?")
        .params(head.length(), head.delivery().value())
        .update();
  }

  /** Signs a seal with HMAC-SHA256. */
  static String sign(String key, long number, Instant at, String previous, List<Head> heads) {
    String text =
        heads.stream()
            .map(head -> head.delivery() + " " + head.length() + " " + head.hash())
            .sorted()
            .collect(Collectors.joining("\n", number + "\n" + at + "\n" + previous + "\n", ""));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has HMAC-SHA256", missing);
    }
  }

  /** The end of a delivery's chain. */
  record Head(DeliveryId delivery, int length, String hash) {}
}
