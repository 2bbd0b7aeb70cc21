// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Costs;
import org.storycast.channel.FailureReason;

/** What deliveries and accounts cost. Its methods run within the caller's transaction. */
@Repository
class Expenses {

  /** Stands for a look, which is no step of an attempt. */
  static final String LOOK = "look";

  /** Stands for a question for a publication's numbers. */
  static final String NUMBERS = "numbers";

  /** Stands for a check of the account, which belongs to no delivery. */
  static final String CHECK = "check";

  private final JdbcClient jdbc;

  Expenses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Books a charge of a delivery. */
  void book(
      Delivery delivery, Costs.Charge charge, Currency currency, Instant now, boolean reserved) {
    book(delivery.id(), delivery.channel(), charge, currency, now, reserved);
  }

  /**
   * Books what is paid already.
   *
   * @param delivery to which it belongs; absent where it belongs to the account alone
   */
  void bookPaid(
      @Nullable DeliveryId delivery,
      ChannelId channel,
      Costs.Charge charge,
      Currency currency,
      Instant now) {
    book(delivery, channel, charge, currency, now, false);
  }

  private void book(
      @Nullable DeliveryId delivery,
      ChannelId channel,
      Costs.Charge charge,
      Currency currency,
      Instant now,
      boolean reserved) {
    this.jdbc
        .sql(
            """
            INSERT INTO expense
              (id, delivery_id, channel, step, amount, currency, booked_at, reserved)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(UUID.randomUUID())
        .param(delivery == null ? null : delivery.value())
        .param(channel.value())
        .params(charge.step(), charge.amount(), currency.getCurrencyCode())
        .params(SqlTime.of(now), reserved)
        .update();
  }

  /** What a channel has cost since a moment, with what is reserved. */
  BigDecimal since(ChannelId channel, Currency currency, Instant moment) {
    return this.jdbc
        .sql(
            """
            SELECT COALESCE(SUM(amount), 0) FROM expense
            WHERE channel = ? AND currency = ? AND booked_at >= ?
            """)
        .params(channel.value(), currency.getCurrencyCode(), SqlTime.of(moment))
        .query(BigDecimal.class)
        .single();
  }

  /** How many deliveries of a channel wait for its next budget. */
  long waiting(ChannelId channel) {
    return this.jdbc
        .sql("SELECT COUNT(*) FROM delivery WHERE state = ? AND channel = ? AND reason = ?")
        .params(DeliveryState.DUE.name(), channel.value(), FailureReason.QUOTA.name())
        .query(Long.class)
        .single();
  }

  /** The steps for which something is reserved. */
  List<String> reserved(DeliveryId delivery) {
    return this.jdbc
        .sql("SELECT step FROM expense WHERE delivery_id = ? AND reserved")
        .param(delivery.value())
        .query((row, number) -> row.getString("step"))
        .list();
  }

  /** Whether a publishing call of a delivery was paid for. */
  boolean hasPaid(DeliveryId delivery) {
    return this.jdbc
            .sql(
                """
                SELECT COUNT(*) FROM expense
                WHERE delivery_id = ? AND NOT reserved AND step NOT IN (?, ?)
                """)
            .params(delivery.value(), LOOK, NUMBERS)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Takes one reserved charge as paid. */
  void pay(DeliveryId delivery, String step) {
    this.jdbc
        .sql("UPDATE expense SET reserved = FALSE WHERE delivery_id = ? AND step = ? AND reserved")
        .params(delivery.value(), step)
        .update();
  }

  /** Takes everything that is reserved as paid. */
  void payAll(DeliveryId delivery) {
    this.jdbc
        .sql("UPDATE expense SET reserved = FALSE WHERE delivery_id = ? AND reserved")
        .param(delivery.value())
        .update();
  }

  /** Gives back what is reserved. */
  void giveBack(DeliveryId delivery) {
    this.jdbc
        .sql("DELETE FROM expense WHERE delivery_id = ? AND reserved")
        .param(delivery.value())
        .update();
  }
}
