// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one copy after the other over one connection until nothing is due. Each copy is marked as
 * in hand, durably, before its first byte is written.
 */
final class Worker implements Runnable {

  private final MailProperties properties;
  private final Relays relays;
  private final Leases leases;
  private final Claims claims;
  private final IssueMessages messages;
  private final BooleanSupplier stopping;
  private @Nullable RelayConnection connection;

  Worker(
      MailProperties properties,
      Relays relays,
      Leases leases,
      Claims claims,
      IssueMessages messages,
      BooleanSupplier stopping) {
    this.properties = properties;
    this.relays = relays;
    this.leases = leases;
    this.claims = claims;
    this.messages = messages;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    UUID id = this.leases.begin();
    boolean emptyHanded = false;
    try {
      work(id);
      emptyHanded = true;
    } finally {
      disconnect();
      this.leases.end(id, emptyHanded);
    }
  }

  private void work(UUID id) {
    Claims.Settlement done = null;
    for (int turn = 0; mayGoOn(id); turn++) {
      RelayConnection open = connected();
      if (open == null) {
        break;
      }
      Optional<Claim> claim = this.claims.settleAndNext(id, done, turn, this.stopping);
      done = claim.map(it -> new Claims.Settlement(it, send(id, open, it))).orElse(null);
      if (done == null) {
        return;
      }
    }
    if (done != null) {
      this.claims.settle(id, done, this.stopping);
    }
  }

  private boolean mayGoOn(UUID id) {
    return !this.stopping.getAsBoolean() && this.leases.isHeld(id) && !this.relays.allRest();
  }

  private LineStep send(UUID id, RelayConnection open, Claim claim) {
    IssueMessage message = this.messages.of(claim.issue());
    if (!this.leases.isHeld(id)) {
      return new LineStep.Retry(Duration.ZERO, 0, "the worker was too slow to begin");
    }
    Submission submission = open.submit(this.properties.envelopeSender(), claim.reader(), message);
    return ReplyPolicy.stepAfter(submission, claim.attempt(), this.properties.onDoubt());
  }

  private @Nullable RelayConnection connected() {
    if (this.connection != null && this.connection.isUsable()) {
      return this.connection;
    }
    disconnect();
    this.connection = this.relays.connect();
    return this.connection;
  }

  private void disconnect() {
    if (this.connection != null) {
      this.connection.end();
      this.connection = null;
    }
  }
}
