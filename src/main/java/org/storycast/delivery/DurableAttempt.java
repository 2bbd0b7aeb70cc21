// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.storycast.channel.Attempt;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;

/** An attempt whose every word is committed before it is acted on. */
final class DurableAttempt implements Attempt {

  private final Attempts attempts;
  private final Delivery delivery;

  DurableAttempt(Attempts attempts, Delivery delivery) {
    this.attempts = attempts;
    this.delivery = delivery;
  }

  @Override
  public DeliveryKey key() {
    return this.delivery.key();
  }

  @Override
  public int number() {
    return this.delivery.attempts();
  }

  @Override
  public Optional<String> checkpoint(String step) {
    return this.attempts.checkpoint(this.delivery, step);
  }

  @Override
  public void checkpoint(String step, String handle) {
    this.attempts.storeCheckpoint(this.delivery, step, handle);
  }

  @Override
  public void committing(String step, Digest of) {
    this.attempts.announce(
        this.delivery,
        step,
        Map.of(
            "step",
            step,
            "digest",
            of.hex(),
            "attempt",
            Integer.toString(this.delivery.attempts())));
  }

  @Override
  public Optional<Instant> committedAt() {
    return this.attempts.committedAt(this.delivery);
  }

  @Override
  public void quietUntil(Instant moment) {
    this.attempts.quietUntil(this.delivery, moment);
  }
}
