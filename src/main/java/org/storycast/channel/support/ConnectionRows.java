// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.ConnectedAccount;
import org.storycast.channel.ConnectedAccounts;

/** The connected accounts, their credentials encrypted. */
@Repository
class ConnectionRows implements ConnectedAccounts {

  private final JdbcClient jdbc;
  private final SealedAccounts sealed;

  ConnectionRows(JdbcClient jdbc, SealedAccounts sealed) {
    this.jdbc = jdbc;
    this.sealed = sealed;
  }

  @Override
  public Optional<ConnectedAccount> of(ChannelId channel) {
    return this.jdbc
        .sql("SELECT * FROM account_connection WHERE channel = ?")
        .param(channel.value())
        .query((row, number) -> account(row, channel))
        .optional();
  }

  private ConnectedAccount account(ResultSet row, ChannelId channel) throws SQLException {
    long revision = row.getLong("revision");
    String kind = row.getString("kind");
    if (kind == null) {
      return new ConnectedAccount(revision, null, "", Map.of(), Map.of());
    }
    String name = row.getString("account_name");
    return this.sealed
        .open(row.getString("sealed"), place(channel))
        .map(List::getFirst)
        .map(it -> new ConnectedAccount(revision, kind, name, it.settings(), it.credentials()))
        .orElseGet(() -> new ConnectedAccount(revision, kind, name, Map.of(), null));
  }

  /** What is connected to the channel, as people may see it. */
  Optional<Connection> connection(ChannelId channel) {
    return this.jdbc
        .sql(
            """
            SELECT * FROM account_connection WHERE channel = ? AND kind IS NOT NULL
            """)
        .param(channel.value())
        .query((row, number) -> connection(row, channel))
        .optional();
  }

  private Connection connection(ResultSet row, ChannelId channel) throws SQLException {
    return new Connection(
        channel,
        row.getString("account_id"),
        row.getString("account_name"),
        row.getString("connected_by"),
        row.getObject("connected_at", OffsetDateTime.class).toInstant());
  }

  /** How often an account was connected to each channel or disconnected. */
  Map<ChannelId, Long> revisions() {
    Map<ChannelId, Long> revisions = new HashMap<>();
    this.jdbc
        .sql("SELECT channel, revision FROM account_connection")
        .query(
            row -> {
              revisions.put(new ChannelId(row.getString("channel")), row.getLong("revision"));
            });
    return revisions;
  }

  /** Stores what was connected instead of what was before; within the caller's transaction. */
  void store(ChannelId channel, String kind, OpenedAccount account, String by, Instant at) {
    prepare(channel);
    this.jdbc
        .sql(
            """
            UPDATE account_connection
            SET revision = revision + 1, kind = ?, account_id = ?, account_name = ?, sealed = ?,
                connected_by = ?, connected_at = ?, ends_at = ?
            WHERE channel = ?
            """)
        .param(kind)
        .param(account.id())
        .param(account.name())
        .param(this.sealed.seal(List.of(account), place(channel)))
        .param(by)
        .param(at.atOffset(ZoneOffset.UTC))
        .param(account.endsAt() == null ? null : account.endsAt().atOffset(ZoneOffset.UTC))
        .param(channel.value())
        .update();
  }

  /** Forgets the account; returns whether there was one. */
  boolean clear(ChannelId channel) {
    return this.jdbc
            .sql(
                """
                UPDATE account_connection
                SET revision = revision + 1, kind = NULL, account_id = NULL, account_name = NULL,
                    sealed = NULL, connected_by = NULL, connected_at = NULL, ends_at = NULL
                WHERE channel = ? AND kind IS NOT NULL
                """)
            .param(channel.value())
            .update()
        == 1;
  }

  private void prepare(ChannelId channel) {
    this.jdbc
        .sql(
            "INSERT INTO account_connection (channel, revision) VALUES (?, 0) ON CONFLICT DO"
                + " NOTHING")
        .param(channel.value())
        .update();
  }

  private static String place(ChannelId channel) {
    return channel + ":connection";
  }
}
