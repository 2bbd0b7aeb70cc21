// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What attempts stored on their way. A handle may be a capability, so it is never shown. */
@Repository
class Checkpoints {

  private final JdbcClient jdbc;

  Checkpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<String> find(DeliveryId delivery, String step) {
    return this.jdbc
        .sql("SELECT handle FROM delivery_checkpoint WHERE delivery_id = ? AND step = ?")
        .params(delivery.value(), step)
        .query(String.class)
        .optional();
  }

  void store(DeliveryId delivery, String step, String handle) {
    int updated =
        this.jdbc
            .sql("UPDATE delivery_checkpoint SET handle = ? WHERE delivery_id = ? AND step = ?")
            .params(handle, delivery.value(), step)
            .update();
    if (updated == 0) {
      this.jdbc
          .sql("INSERT INTO delivery_checkpoint (delivery_id, step, handle) VALUES (?, ?, ?)")
          .params(delivery.value(), step, handle)
          .update();
    }
  }
}
