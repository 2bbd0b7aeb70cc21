// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.story.StoryId;

/** All deliveries. The row is the truth; whoever changes it holds its lock or its lease. */
@Repository
public class Deliveries {

  private final JdbcClient jdbc;
  private final Clock clock;

  Deliveries(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The delivery of this id. */
  public Optional<Delivery> find(DeliveryId id) {
    return this.jdbc
        .sql("SELECT * FROM delivery WHERE id = ?")
        .param(id.value())
        .query(Deliveries::row)
        .optional();
  }

  /** All deliveries of a story, digests among them, oldest first. */
  public List<Delivery> ofStory(StoryId story) {
    return this.jdbc
        .sql(
            """
            SELECT * FROM delivery
            WHERE edition_id IN (SELECT edition_id FROM edition_revision WHERE story_id = ?)
            ORDER BY created_at, channel, id
            """)
        .param(story.value())
        .query(Deliveries::row)
        .list();
  }

  /** The stories that a delivery carries, in order: usually one, several in a digest. */
  public List<StoryId> stories(Delivery delivery) {
    return this.jdbc
        .sql("SELECT story_id FROM edition_revision WHERE edition_id = ? ORDER BY position")
        .param(delivery.edition())
        .query((row, number) -> new StoryId(row.getObject("story_id", UUID.class)))
        .list();
  }

  /** The newest deliveries that match, one page of them. */
  public List<Delivery> page(DeliveryFilter filter) {
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM delivery WHERE TRUE");
    filter.appendTo(sql, values);
    sql.append(" ORDER BY created_at DESC, id DESC LIMIT ?");
    values.add(filter.limit());
    return this.jdbc.sql(sql.toString()).params(values).query(Deliveries::row).list();
  }

  /** How many deliveries of each channel stand where. */
  public Map<ChannelId, Map<DeliveryState, Long>> counts() {
    Map<ChannelId, Map<DeliveryState, Long>> counts = new java.util.TreeMap<>();
    this.jdbc
        .sql("SELECT channel, state, COUNT(*) AS number FROM delivery GROUP BY channel, state")
        .query(
            row -> {
              counts
                  .computeIfAbsent(
                      new ChannelId(row.getString("channel")),
                      channel -> new EnumMap<>(DeliveryState.class))
                  .put(DeliveryState.valueOf(row.getString("state")), row.getLong("number"));
            });
    return counts;
  }

  /** Adds a planned delivery unless its story, channel and occasion have one; says whether. */
  boolean insert(Delivery planned) {
    return this.jdbc
            .sql(
                """
                INSERT INTO delivery
                  (id, delivery_key, edition_id, story_id, channel, occasion, rehearsal, state,
                   planned_for, wake_at, attempts, failures, lease, detail, open_step, committed_at,
                   read_backs, resends, created_at, ledger_length, ledger_head, sealed_length)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, 0, 0, ?, 0, ?, 0)
                ON CONFLICT DO NOTHING
                """)
            .params(planned.id().value(), planned.key().value(), planned.edition())
            .params(planned.story().value(), planned.channel().value(), planned.occasion())
            .params(planned.rehearsal(), planned.state().name(), SqlTime.of(planned.plannedFor()))
            .param(SqlTime.ofNullable(planned.wakeAt()))
            .param(planned.detail())
            .param(planned.openStep())
            .param(SqlTime.ofNullable(planned.committedAt()))
            .params(SqlTime.of(planned.createdAt()), Ledger.BEGINNING)
            .update()
        == 1;
  }

  /** The delivery of a story, channel and occasion. */
  Optional<Delivery> find(StoryId story, ChannelId channel, String occasion) {
    return this.jdbc
        .sql("SELECT * FROM delivery WHERE story_id = ? AND channel = ? AND occasion = ?")
        .params(story.value(), channel.value(), occasion)
        .query(Deliveries::row)
        .optional();
  }

  /** The last publication of a story of its own on a channel. */
  Optional<DeliveryId> published(StoryId story, ChannelId channel) {
    return this.jdbc
        .sql(
            """
            SELECT * FROM delivery
            WHERE story_id = ? AND channel = ? AND state = ? AND NOT rehearsal
            ORDER BY settled_at DESC, id
            """)
        .params(story.value(), channel.value(), DeliveryState.PUBLISHED.name())
        .query(Deliveries::row)
        .list()
        .stream()
        .filter(delivery -> !delivery.isDigest())
        .map(Delivery::id)
        .findFirst();
  }

  /** The delivery of this id, locked until the transaction ends. */
  Optional<Delivery> lock(DeliveryId id) {
    return this.jdbc
        .sql("SELECT * FROM delivery WHERE id = ? FOR UPDATE")
        .param(id.value())
        .query(Deliveries::row)
        .optional();
  }

  /** A change to this delivery, to be completed and stored. */
  DeliveryChange change(DeliveryId id) {
    return new DeliveryChange(this.jdbc, id);
  }

  /** Whose moment has come, the longest waiting first. */
  List<DeliveryId> due() {
    return due(this.clock.instant());
  }

  /** Whose moment came before this one, the longest waiting first. */
  List<DeliveryId> due(Instant moment) {
    return this.jdbc
        .sql("SELECT id FROM delivery WHERE wake_at <= ? ORDER BY wake_at, id LIMIT 500")
        .param(SqlTime.of(moment))
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  /** The unsettled deliveries of a channel in one state. */
  List<DeliveryId> of(ChannelId channel, DeliveryState state) {
    return this.jdbc
        .sql("SELECT id FROM delivery WHERE channel = ? AND state = ? ORDER BY planned_for, id")
        .params(channel.value(), state.name())
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  /** All deliveries that are not settled. */
  List<DeliveryId> unsettled() {
    return this.jdbc
        .sql("SELECT id FROM delivery WHERE settled_at IS NULL ORDER BY planned_for, id")
        .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
        .list();
  }

  private static Delivery row(ResultSet row, int number) throws SQLException {
    String reason = row.getString("reason");
    String post = row.getString("post_digest");
    return new Delivery(
        new DeliveryId(row.getObject("id", UUID.class)),
        new DeliveryKey(row.getString("delivery_key")),
        row.getObject("edition_id", UUID.class),
        new StoryId(row.getObject("story_id", UUID.class)),
        new ChannelId(row.getString("channel")),
        row.getString("occasion"),
        row.getBoolean("rehearsal"),
        DeliveryState.valueOf(row.getString("state")),
        SqlTime.read(row, "planned_for"),
        SqlTime.readNullable(row, "wake_at"),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getLong("lease"),
        reason == null ? null : FailureReason.valueOf(reason),
        row.getString("detail"),
        post == null ? null : new Digest(post),
        row.getString("handle"),
        row.getString("open_step"),
        SqlTime.readNullable(row, "committed_at"),
        row.getInt("read_backs"),
        row.getInt("resends"),
        SqlTime.read(row, "created_at"),
        SqlTime.readNullable(row, "settled_at"));
  }
}
