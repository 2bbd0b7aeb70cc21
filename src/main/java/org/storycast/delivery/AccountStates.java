// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.FailureReason;
import org.storycast.channel.RateLimit;

/** What holds an account back: a person, the platform, or its rate limit. */
@Repository
public class AccountStates {

  private final JdbcClient jdbc;

  AccountStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The state of a channel's account. */
  public AccountState of(ChannelId channel) {
    return this.jdbc
        .sql("SELECT * FROM account_state WHERE channel = ?")
        .param(channel.value())
        .query(AccountStates::row)
        .optional()
        .orElse(AccountState.free(channel));
  }

  /** The accounts that a person or the platform closed. */
  public List<AccountState> closed() {
    return this.jdbc
        .sql(
            """
            SELECT * FROM account_state
            WHERE paused_by IS NOT NULL OR closed_reason IS NOT NULL ORDER BY channel
            """)
        .query(AccountStates::row)
        .list();
  }

  void pause(ChannelId channel, String by) {
    prepare(channel);
    this.jdbc
        .sql("UPDATE account_state SET paused_by = ? WHERE channel = ?")
        .params(by, channel.value())
        .update();
  }

  void close(ChannelId channel, FailureReason reason, String detail) {
    prepare(channel);
    this.jdbc
        .sql("UPDATE account_state SET closed_reason = ?, closed_detail = ? WHERE channel = ?")
        .params(reason.name(), detail, channel.value())
        .update();
  }

  void open(ChannelId channel) {
    this.jdbc
        .sql(
            """
            UPDATE account_state SET paused_by = NULL, closed_reason = NULL, closed_detail = NULL
            WHERE channel = ?
            """)
        .param(channel.value())
        .update();
  }

  /** Opens what the platform closed; whom a person paused stays so. */
  void reopen(ChannelId channel) {
    this.jdbc
        .sql(
            """
            UPDATE account_state SET closed_reason = NULL, closed_detail = NULL WHERE channel = ?
            """)
        .param(channel.value())
        .update();
  }

  void quietUntil(ChannelId channel, Instant moment) {
    prepare(channel);
    this.jdbc
        .sql(
            """
            UPDATE account_state SET quiet_until = ?
            WHERE channel = ? AND (quiet_until IS NULL OR quiet_until < ?)
            """)
        .params(SqlTime.of(moment), channel.value(), SqlTime.of(moment))
        .update();
  }

  /** Until when the account keeps quiet, if it does; a delivery takes its place only once. */
  Optional<Instant> quietAt(ChannelId channel, Instant now) {
    return Optional.ofNullable(of(channel).quietUntil()).filter(now::isBefore);
  }

  /**
   * Takes a place within the rate limit, or says when there is one. The row is the limiter's whole
   * memory (generic cell rate algorithm): the moment at which the account would be at rest.
   */
  Optional<Instant> takePlace(ChannelId channel, RateLimit limit, Instant now) {
    AccountState state = lock(channel);
    if (state.quietUntil() != null && now.isBefore(state.quietUntil())) {
      return Optional.of(state.quietUntil());
    }
    Instant rest = state.nextFreeAt();
    Instant next = (rest == null || rest.isBefore(now) ? now : rest).plus(limit.spacing());
    Instant allowed = next.minus(limit.period());
    if (now.isBefore(allowed)) {
      return Optional.of(allowed);
    }
    this.jdbc
        .sql("UPDATE account_state SET next_free_at = ? WHERE channel = ?")
        .params(SqlTime.of(next), channel.value())
        .update();
    return Optional.empty();
  }

  /** The account's state, locked until the transaction ends. */
  AccountState lock(ChannelId channel) {
    prepare(channel);
    return this.jdbc
        .sql("SELECT * FROM account_state WHERE channel = ? FOR UPDATE")
        .param(channel.value())
        .query(AccountStates::row)
        .single();
  }

  private void prepare(ChannelId channel) {
    this.jdbc
        .sql("INSERT INTO account_state (channel) VALUES (?) ON CONFLICT DO NOTHING")
        .param(channel.value())
        .update();
  }

  private static AccountState row(ResultSet row, int number) throws SQLException {
    String reason = row.getString("closed_reason");
    return new AccountState(
        new ChannelId(row.getString("channel")),
        row.getString("paused_by"),
        reason == null ? null : FailureReason.valueOf(reason),
        row.getString("closed_detail"),
        SqlTime.readNullable(row, "quiet_until"),
        SqlTime.readNullable(row, "next_free_at"));
  }

  /**
   * What holds an account back.
   *
   * @param channel whose account
   * @param pausedBy who paused it
   * @param closedReason why the platform takes nothing any more
   * @param closedDetail the same in words
   * @param quietUntil until when the platform's headers ask for quiet
   * @param nextFreeAt the rate limiter's memory
   */
  public record AccountState(
      ChannelId channel,
      @Nullable String pausedBy,
      @Nullable FailureReason closedReason,
      @Nullable String closedDetail,
      @Nullable Instant quietUntil,
      @Nullable Instant nextFreeAt) {

    static AccountState free(ChannelId channel) {
      return new AccountState(channel, null, null, null, null, null);
    }

    /** Why nothing is sent; empty where the channel is open. */
    public Optional<String> held() {
      if (this.pausedBy != null) {
        return Optional.of("Paused by " + this.pausedBy);
      }
      return Optional.ofNullable(this.closedReason)
          .map(reason -> "Closed, %s: %s".formatted(reason, this.closedDetail));
    }
  }
}
