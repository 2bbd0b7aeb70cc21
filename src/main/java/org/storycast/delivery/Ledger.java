// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.Digest;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened to each delivery, append-only. The lines of a delivery form a chain of hashes whose
 * head stands in the delivery's row; {@link LedgerSeals} signs the heads, and {@link
 * LedgerVerification} finds what was altered.
 */
@Repository
public class Ledger {

  /** What stands for the hash before the first line. */
  static final String BEGINNING = "0".repeat(64);

  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JsonMapper json = JsonMapper.builder().build();

  Ledger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The lines of a delivery, oldest first. */
  public List<LedgerEntry> of(DeliveryId delivery) {
    return this.jdbc
        .sql("SELECT * FROM ledger_entry WHERE delivery_id = ? ORDER BY number")
        .param(delivery.value())
        .query(
            (row, number) ->
                new LedgerEntry(
                    new DeliveryId(row.getObject("delivery_id", UUID.class)),
                    row.getInt("number"),
                    SqlTime.read(row, "at"),
                    LedgerEntry.Kind.valueOf(row.getString("kind")),
                    this.json.readValue(row.getString("details"), TEXTS),
                    row.getString("previous"),
                    row.getString("hash")))
        .list();
  }

  /** Appends a line. The caller's transaction holds the delivery's lock. */
  void append(DeliveryId delivery, LedgerEntry.Kind kind, Map<String, String> details) {
    Head head = head(delivery);
    Instant at = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
    String text = this.json.writeValueAsString(new TreeMap<>(details));
    int number = head.length() + 1;
    String hash = hash(delivery, number, at, kind.name(), text, head.hash());
    this.jdbc
        .sql(
            """
            INSERT INTO ledger_entry (delivery_id, number, at, kind, details, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(delivery.value(), number, SqlTime.of(at), kind.name(), text)
        .params(head.hash(), hash)
        .update();
    this.jdbc
        .sql("UPDATE delivery SET ledger_length = ?, ledger_head = ? WHERE id = ?")
        .params(number, hash, delivery.value())
        .update();
  }

  private Head head(DeliveryId delivery) {
    return this.jdbc
        .sql("SELECT ledger_length, ledger_head FROM delivery WHERE id = ?")
        .param(delivery.value())
        .query((row, number) -> new Head(row.getInt("ledger_length"), row.getString("ledger_head")))
        .single();
  }

  /** The hash of a line; the details are hashed as they are stored. */
  static String hash(
      DeliveryId delivery, int number, Instant at, String kind, String details, String previous) {
    return Digest.of(
            String.join(
                "\n",
                previous,
                delivery.toString(),
                Integer.toString(number),
                at.toString(),
                kind,
                details))
        .hex();
  }

  private record Head(int length, String hash) {}
}
