// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Checkup;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code account_checkup}. */
@Repository
class CheckupRows {

  private final JdbcClient jdbc;
  private final JsonMapper json = JsonMapper.builder().build();

  CheckupRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes a look in hand unless there was one since; false where another instance did. */
  boolean claim(ChannelId channel, Instant now, Instant since) {
    return this.jdbc
                .sql(
                    "UPDATE account_checkup SET checked_at = ? WHERE channel = ? AND checked_at <= ?")
                .params(SqlTime.of(now), channel.value(), SqlTime.of(since))
                .update()
            + this.jdbc
                .sql(
                    """
                    INSERT INTO account_checkup (channel, checked_at) VALUES (?, ?)
                    ON CONFLICT DO NOTHING
                    """)
                .params(channel.value(), SqlTime.of(now))
                .update()
        > 0;
  }

  void store(ChannelId channel, Instant at, Checkup checkup) {
    this.jdbc
        .sql("UPDATE account_checkup SET checked_at = ?, checkup = ? WHERE channel = ?")
        .params(SqlTime.of(at), this.json.writeValueAsString(checkup), channel.value())
        .update();
  }

  Optional<CheckedAccount> find(ChannelId channel) {
    return this.jdbc
        .sql(
            "SELECT checked_at, checkup FROM account_checkup WHERE channel = ? AND checkup IS NOT NULL")
        .param(channel.value())
        .query(
            (row, number) ->
                new CheckedAccount(
                    channel,
                    SqlTime.read(row, "checked_at"),
                    this.json.readValue(row.getString("checkup"), Checkup.class)))
        .optional();
  }
}
