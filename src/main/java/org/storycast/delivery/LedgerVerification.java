// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds what was altered, deleted, swapped or cut off in the ledger. */
@Component
public class LedgerVerification {

  private final JdbcClient jdbc;
  private final Installation installation;

  LedgerVerification(JdbcClient jdbc, Installation installation) {
    this.jdbc = jdbc;
    this.installation = installation;
  }

  /**
   * Reads the whole ledger, line by line.
   *
   * @return what is wrong, each naming the delivery and line or the seal; empty where nothing is
   */
  @Transactional(readOnly = true)
  public List<Problem> verify() {
    List<Problem> problems = new ArrayList<>();
    Map<DeliveryId, Map<Integer, String>> sealed = verifySeals(problems);
    LedgerChains chains = new LedgerChains(problems, sealed);
    this.jdbc
        .sql(
            """
            SELECT e.*, d.ledger_length, d.ledger_head FROM ledger_entry e
            LEFT JOIN delivery d ON d.id = e.delivery_id
            ORDER BY e.delivery_id, e.number
            """)
        .query(chains::line);
    chains.end();
    reportVanished(problems, chains);
    return problems;
  }

  /** Names deliveries whose lines are gone altogether, by their row or by their seal. */
  private void reportVanished(List<Problem> problems, LedgerChains chains) {
    this.jdbc
        .sql("SELECT id FROM delivery WHERE ledger_length > 0")
        .query(UUID.class)
        .list()
        .forEach(id -> reportUnseen(problems, chains, new DeliveryId(id)));
    chains.sealedButUnseen().forEach(delivery -> problems.add(vanished(delivery)));
  }

  private static void reportUnseen(
      List<Problem> problems, LedgerChains chains, DeliveryId delivery) {
    if (!chains.hasSeen(delivery) && !chains.sealedButUnseen().contains(delivery)) {
      problems.add(vanished(delivery));
    }
  }

  private static Problem vanished(DeliveryId delivery) {
    return new Problem(delivery, 1, "All lines are gone");
  }

  /** Checks the chain of seals and answers what they sealed: hashes by delivery and line. */
  private Map<DeliveryId, Map<Integer, String>> verifySeals(List<Problem> problems) {
    Map<DeliveryId, Map<Integer, String>> sealed = new HashMap<>();
    Installation.Seal last = new Installation.Seal(0, Ledger.BEGINNING);
    for (SealRow seal : seals()) {
      List<LedgerSeals.Head> heads = heads(seal.number());
      if (seal.number() != last.number() + 1 || !seal.previous().equals(last.signature())) {
        problems.add(new Problem(null, seal.number(), "The seal before this one is gone"));
      }
      if (!seal.signature().equals(seal.sign(this.installation.key(), heads))) {
        problems.add(new Problem(null, seal.number(), "The seal's signature is wrong"));
      }
      heads.forEach(
          head ->
              sealed
                  .computeIfAbsent(head.delivery(), delivery -> new HashMap<>())
                  .put(head.length(), head.hash()));
      last = new Installation.Seal(seal.number(), seal.signature());
    }
    if (last.number() < this.installation.rememberedSeal().number()) {
      problems.add(new Problem(null, last.number() + 1, "The last seals are cut off"));
    }
    return sealed;
  }

  private List<SealRow> seals() {
    return this.jdbc
        .sql("SELECT * FROM ledger_seal ORDER BY number")
        .query(
            (row, number) ->
                new SealRow(
                    row.getLong("number"),
                    SqlTime.read(row, "at"),
                    row.getString("previous"),
                    row.getString("signature")))
        .list();
  }

  private List<LedgerSeals.Head> heads(long seal) {
    return this.jdbc
        .sql("SELECT * FROM ledger_seal_head WHERE seal = ?")
        .param(seal)
        .query(
            (row, number) ->
                new LedgerSeals.Head(
                    new DeliveryId(row.getObject("delivery_id", UUID.class)),
                    row.getInt("length"),
                    row.getString("head")))
        .list();
  }

  private record SealRow(long number, Instant at, String previous, String signature) {

    String sign(String key, List<LedgerSeals.Head> heads) {
      return LedgerSeals.sign(key, this.number, this.at, this.previous, heads);
    }
  }

  /**
   * Something that is not as it was written.
   *
   * @param delivery whose ledger it is; absent for a seal
   * @param number of the line or seal, as it should be
   * @param what in words
   */
  public record Problem(@Nullable DeliveryId delivery, long number, String what) {}
}
