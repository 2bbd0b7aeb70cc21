// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;

/** The tables {@code measurement_plan} and {@code measurement}. */
@Repository
class MeasurementRows {

  private final JdbcClient jdbc;

  MeasurementRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A publication that is to be measured. */
  record Due(DeliveryId delivery, Instant publishedAt, int taken) {}

  /** Plans the first measurement of what a channel published lately. */
  void plan(ChannelId channel, Instant publishedAfter, Duration first) {
    this.jdbc
        .sql(
            """
            INSERT INTO measurement_plan (delivery_id, channel, next_at, taken)
            SELECT id, channel, settled_at + CAST(? AS INTEGER) * INTERVAL '1' SECOND, 0
            FROM delivery
            WHERE channel = ? AND state = ? AND NOT rehearsal AND settled_at > ?
              AND NOT EXISTS (SELECT 1 FROM measurement_plan WHERE delivery_id = delivery.id)
            ON CONFLICT DO NOTHING
            """)
        .params(Math.toIntExact(first.toSeconds()), channel.value())
        .params(DeliveryState.PUBLISHED.name(), SqlTime.of(publishedAfter))
        .update();
  }

  /** What is due on a channel, the longest waiting first. */
  List<Due> due(ChannelId channel, Instant now, int most) {
    return this.jdbc
        .sql(
            """
            SELECT delivery_id, settled_at, taken FROM measurement_plan
            JOIN delivery ON delivery.id = delivery_id
            WHERE measurement_plan.channel = ? AND next_at <= ?
            ORDER BY next_at, delivery_id LIMIT ?
            """)
        .params(channel.value(), SqlTime.of(now), most)
        .query(
            (row, number) ->
                new Due(
                    new DeliveryId(row.getObject("delivery_id", UUID.class)),
                    SqlTime.read(row, "settled_at"),
                    row.getInt("taken")))
        .list();
  }

  /** Takes one in hand by setting the next moment; false where another instance did. */
  boolean claim(Due due, int taken, @Nullable Instant next) {
    return this.jdbc
            .sql(
                """
                UPDATE measurement_plan SET taken = ?, next_at = ?
                WHERE delivery_id = ? AND taken = ?
                """)
            .param(taken)
            .param(SqlTime.ofNullable(next))
            .params(due.delivery().value(), due.taken())
            .update()
        == 1;
  }

  void store(DeliveryId delivery, Instant at, Map<String, Long> counts) {
    counts.forEach(
        (name, amount) ->
            this.jdbc
                .sql(
                    """
                    INSERT INTO measurement (delivery_id, measured_at, name, amount)
                    VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """)
                .params(delivery.value(), SqlTime.of(at), name, amount)
                .update());
  }

  List<Measurement> of(DeliveryId delivery) {
    SortedMap<Instant, SortedMap<String, Long>> found = new TreeMap<>();
    this.jdbc
        .sql("SELECT measured_at, name, amount FROM measurement WHERE delivery_id = ?")
        .param(delivery.value())
        .query(
            row -> {
              found
                  .computeIfAbsent(SqlTime.read(row, "measured_at"), at -> new TreeMap<>())
                  .put(row.getString("name"), row.getLong("amount"));
            });
    List<Measurement> measurements = new ArrayList<>();
    found.forEach((at, counts) -> measurements.add(new Measurement(at, counts)));
    return measurements;
  }
}
