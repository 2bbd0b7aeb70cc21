// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The paces that were learnt. An unlimited one is stored as none. */
@Repository
class PaceRows {

  private final JdbcClient jdbc;

  PaceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Row> all() {
    return this.jdbc
        .sql("SELECT provider, per_second, rate_before, changed_at FROM mailing_pace")
        .query(
            (row, number) ->
                new Row(
                    row.getString("provider"),
                    limit(row.getObject("per_second", Double.class)),
                    limit(row.getObject("rate_before", Double.class)),
                    row.getObject("changed_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  void put(Row row) {
    this.jdbc
        .sql(
            """
            MERGE INTO mailing_pace AS pace
            USING (SELECT CAST(:provider AS VARCHAR(253)) AS provider,
              CAST(:perSecond AS DOUBLE PRECISION) AS per_second,
              CAST(:before AS DOUBLE PRECISION) AS rate_before,
              CAST(:changed AS TIMESTAMP WITH TIME ZONE) AS changed_at) AS given
            ON pace.provider = given.provider
            WHEN MATCHED THEN UPDATE SET per_second = given.per_second,
              rate_before = given.rate_before, changed_at = given.changed_at
            WHEN NOT MATCHED THEN INSERT (provider, per_second, rate_before, changed_at)
              VALUES (given.provider, given.per_second, given.rate_before, given.changed_at)
            """)
        .param("provider", row.group())
        .param("perSecond", stored(row.perSecond()))
        .param("before", stored(row.before()))
        .param("changed", row.changed().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static double limit(@Nullable Double stored) {
    return stored == null ? Double.POSITIVE_INFINITY : stored;
  }

  private static @Nullable Double stored(double limit) {
    return Double.isInfinite(limit) ? null : limit;
  }

  /**
   * A pace as stored.
   *
   * @param group whose
   * @param perSecond messages a second
   * @param before messages a second before it was slowed down
   * @param changed when it changed last
   */
  record Row(String group, double perSecond, double before, Instant changed) {}
}
