// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.ChannelId;
import org.storycast.story.StoryId;

/**
 * Which deliveries are asked for.
 *
 * @param states any where empty
 * @param channel any where absent
 * @param story any where absent
 * @param before only older ones than this moment and id, for the next page
 * @param beforeId the id of the page's last delivery
 * @param limit at most this many
 */
public record DeliveryFilter(
    Set<DeliveryState> states,
    @Nullable ChannelId channel,
    @Nullable StoryId story,
    @Nullable Instant before,
    @Nullable DeliveryId beforeId,
    int limit) {

  public DeliveryFilter {
    states = Set.copyOf(states);
  }

  /** All deliveries that stand in one of the states. */
  public static DeliveryFilter in(Set<DeliveryState> states, int limit) {
    return new DeliveryFilter(states, null, null, null, null, limit);
  }

  void appendTo(StringBuilder sql, List<Object> values) {
    if (!this.states.isEmpty()) {
      sql.append(" AND state IN (")
          .append(String.join(", ", Collections.nCopies(this.states.size(), "?")))
          .append(")");
      this.states.forEach(state -> values.add(state.name()));
    }
    if (this.channel != null) {
      sql.append(" AND channel = ?");
      values.add(this.channel.value());
    }
    if (this.story != null) {
      sql.append(" AND edition_id IN (SELECT edition_id FROM edition_revision WHERE story_id = ?)");
      values.add(this.story.value());
    }
    if (this.before != null && this.beforeId != null) {
      sql.append(" AND (created_at, id) < (?, ?)");
      values.add(this.before.atOffset(ZoneOffset.UTC));
      values.add(this.beforeId.value());
    }
  }
}
