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
 * The leases of this process's senders. A sender that could not renew stops by its own watch well
 * before others may think it dead.
 */
@Component
class Leases {

  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration SAFE = Duration.ofSeconds(20);

  private final SenderRows rows;
  private final Map<UUID, Long> renewed = new ConcurrentHashMap<>();

  Leases(SenderRows rows) {
    this.rows = rows;
  }

  /** Enters a new sender. */
  UUID begin() {
    UUID sender = UUID.randomUUID();
    long before = System.nanoTime();
    this.rows.insert(sender, LEASE);
    this.renewed.put(sender, before);
    return sender;
  }

  /** Whether the sender may still begin to send. */
  boolean isHeld(UUID sender) {
    Long since = this.renewed.get(sender);
    return since != null && System.nanoTime() - since < SAFE.toNanos();
  }

  /**
   * Renews within a transaction, and answers whether the lease was still held. It counts only once
   * the transaction is through: then {@link #renewed} is to be called.
   */
  boolean renewWithin(UUID sender) {
    return this.rows.renew(sender, LEASE);
  }

  /**
   * Notes a renewal that is durable.
   *
   * @param nanos the reading of {@link System#nanoTime} before it
   */
  void renewed(UUID sender, long nanos) {
    this.renewed.replace(sender, nanos);
  }

  /** Renews no more: the sender ends. */
  void forget(UUID sender) {
    this.renewed.remove(sender);
  }

  /** Ends a sender that holds nothing. */
  void delete(UUID sender) {
    this.rows.delete(sender);
  }

  @Scheduled(fixedDelay = 5000)
  void renew() {
    for (UUID sender : this.renewed.keySet()) {
      long before = System.nanoTime();
      if (this.rows.renew(sender, LEASE)) {
        renewed(sender, before);
      } else {
        this.renewed.remove(sender);
      }
    }
  }
}
