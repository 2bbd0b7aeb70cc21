// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks the lines of all deliveries in order and checks each against the one before it. */
final class LedgerChains {

  private final List<LedgerVerification.Problem> problems;
  private final Map<DeliveryId, Map<Integer, String>> sealed;
  private final Set<DeliveryId> seen = new HashSet<>();
  private @Nullable Chain chain;

  LedgerChains(
      List<LedgerVerification.Problem> problems, Map<DeliveryId, Map<Integer, String>> sealed) {
    this.problems = problems;
    this.sealed = sealed;
  }

  boolean hasSeen(DeliveryId delivery) {
    return this.seen.contains(delivery);
  }

  Set<DeliveryId> sealedButUnseen() {
    Set<DeliveryId> unseen = new HashSet<>(this.sealed.keySet());
    unseen.removeAll(this.seen);
    return unseen;
  }

  void line(ResultSet row) throws SQLException {
    DeliveryId delivery = new DeliveryId(row.getObject("delivery_id", UUID.class));
    Chain current = this.chain;
    if (current == null || !current.delivery.equals(delivery)) {
      end();
      current = new Chain(delivery, row.getInt("ledger_length"), row.getString("ledger_head"));
      this.chain = current;
      this.seen.add(delivery);
    }
    current.add(row);
  }

  /** Checks the end of the last chain. */
  void end() {
    if (this.chain != null) {
      this.chain.end();
      this.chain = null;
    }
  }

  private final class Chain {

    private final DeliveryId delivery;
    private final int length;
    private final @Nullable String head;
    private int number;
    private String hash = Ledger.BEGINNING;

    private Chain(DeliveryId delivery, int length, @Nullable String head) {
      this.delivery = delivery;
      this.length = length;
      this.head = head;
    }

    private void add(ResultSet row) throws SQLException {
      int found = row.getInt("number");
      if (found != this.number + 1) {
        report(this.number + 1, "The line is gone");
      } else if (!row.getString("previous").equals(this.hash)) {
        report(found, "The line does not follow the one before it");
      }
      if (!row.getString("hash").equals(recomputed(row, found))) {
        report(found, "The line was altered");
      }
      String asSealed = LedgerChains.this.sealed.getOrDefault(this.delivery, Map.of()).get(found);
      if (asSealed != null && !asSealed.equals(row.getString("hash"))) {
        report(found, "The line is not the one that was sealed");
      }
      this.number = found;
      this.hash = row.getString("hash");
    }

    private String recomputed(ResultSet row, int found) throws SQLException {
      return Ledger.hash(
          this.delivery,
          found,
          SqlTime.read(row, "at"),
          row.getString("kind"),
          row.getString("details"),
          row.getString("previous"));
    }

    private void end() {
      int expected =
          LedgerChains.this.sealed.getOrDefault(this.delivery, Map.of()).keySet().stream()
              .mapToInt(Integer::intValue)
              .max()
              .orElse(0);
      if (this.head == null) {
        report(this.number, "The delivery itself is gone");
      } else if (this.number < Math.max(this.length, expected)) {
        report(this.number + 1, "The lines from here on are cut off");
      } else if (!this.hash.equals(this.head)) {
        report(this.number, "The line is not the one that the delivery remembers as its last");
      }
    }

    private void report(int line, String what) {
      LedgerChains.this.problems.add(new LedgerVerification.Problem(this.delivery, line, what));
    }
  }
}
