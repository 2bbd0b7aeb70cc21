// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The leases of this process's workers. A worker that could not renew stops by its own watch well
 * before others may think it dead.
 */
@Component
class Leases {

  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration SAFE = Duration.ofSeconds(20);

  private final WorkerRows rows;
  private final Map<UUID, Long> renewed = new ConcurrentHashMap<>();

  Leases(WorkerRows rows) {
    this.rows = rows;
  }

  /** Enters a new worker. */
  UUID begin() {
    UUID worker = UUID.randomUUID();
    long before = System.nanoTime();
    this.rows.insert(worker, LEASE);
    this.renewed.put(worker, before);
    return worker;
  }

  /** Whether the worker may still begin to send. */
  boolean isHeld(UUID worker) {
    Long since = this.renewed.get(worker);
    return since != null && System.nanoTime() - since < SAFE.toNanos();
  }

  /** Ends a worker that has nothing in hand; one that has is left to run out. */
  void end(UUID worker, boolean emptyHanded) {
    this.renewed.remove(worker);
    if (emptyHanded) {
      this.rows.delete(worker);
    }
  }

  @Scheduled(fixedDelay = 5000)
  void renew() {
    for (UUID worker : this.renewed.keySet()) {
      long before = System.nanoTime();
      if (this.rows.renew(worker, LEASE)) {
        this.renewed.replace(worker, before);
      } else {
        this.renewed.remove(worker);
      }
    }
    this.rows.sweep();
  }
}
