// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;

/** A change of one delivery's row, in the words of the house; {@link #store} writes it. */
final class DeliveryChange {

  private static final int LONGEST_DETAIL = 2000;

  private final JdbcClient jdbc;
  private final DeliveryId id;
  private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

  DeliveryChange(JdbcClient jdbc, DeliveryId id) {
    this.jdbc = jdbc;
    this.id = id;
  }

  DeliveryChange to(DeliveryState state) {
    return set("state", state.name());
  }

  DeliveryChange settledAs(DeliveryState state, Instant now) {
    return to(state).set("settled_at", SqlTime.of(now)).wakeAt(null).set("open_step", null);
  }

  DeliveryChange reopened() {
    return set("settled_at", null).failures(0);
  }

  DeliveryChange wakeAt(@Nullable Instant moment) {
    return set("wake_at", SqlTime.ofNullable(moment));
  }

  DeliveryChange plannedFor(Instant moment) {
    return set("planned_for", SqlTime.ofNullable(moment));
  }

  DeliveryChange because(@Nullable FailureReason reason, String detail) {
    String kept = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    return set("reason", reason == null ? null : reason.name()).set("detail", kept);
  }

  DeliveryChange attempts(int attempts) {
    return set("attempts", attempts);
  }

  DeliveryChange failures(int failures) {
    return set("failures", failures);
  }

  DeliveryChange lease(long lease) {
    return set("lease", lease);
  }

  DeliveryChange post(Digest digest) {
    return set("post_digest", digest.hex());
  }

  DeliveryChange handle(@Nullable String handle) {
    return set("handle", handle);
  }

  DeliveryChange openStep(@Nullable String step) {
    return set("open_step", step);
  }

  DeliveryChange committedAt(Instant moment) {
    return set("committed_at", SqlTime.ofNullable(moment));
  }

  DeliveryChange readBacks(int readBacks) {
    return set("read_backs", readBacks);
  }

  DeliveryChange resends(int resends) {
    return set("resends", resends);
  }

  void store() {
    String assignments =
        this.columns.keySet().stream()
            .map(column -> column + " = ?")
            .collect(Collectors.joining(", "));
    List<@Nullable Object> values = new ArrayList<>(this.columns.values());
    values.add(this.id.value());
    this.jdbc.sql("UPDATE delivery SET " + assignments + " WHERE id = ?").params(values).update();
  }

  private DeliveryChange set(String column, @Nullable Object value) {
    this.columns.put(column, value);
    return this;
  }
}
