// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What the contract needs to know of a channel and its far end, and how the engine behaves. */
public abstract class PublisherHarness {

  /** More steps than any delivery has. */
  static final int MOST_STEPS = 20;

  /** Nobody listens on this port. */
  static final URI NOBODY = URI.create("http://127.0.0.1:1");

  /** A publisher for the simulator; short time-outs keep the tests quick. */
  protected abstract Publisher publisher();

  /** A publisher for an address at which nobody listens. */
  protected abstract Publisher publisherFor(URI nobody);

  /** A post within all limits, with everything that the profile demands. */
  protected abstract Post aPost();

  /** How many publications readers can see. */
  protected abstract int publications();

  /** The remote id of the only publication that readers can see. */
  protected abstract String onlyPublication();

  /** The text of the only publication that readers can see. */
  protected abstract String onlyText();

  /** Lets the far end finish what it processes, so that {@link Follows} gets a final answer. */
  protected abstract void finishProcessing();

  /** Empties the far end, as if nothing had ever been published. */
  protected abstract void forgetEverything();

  /** Every credential of the account. */
  protected abstract List<String> secrets();

  /** The clock that publisher and far end share. */
  protected abstract Clock clock();

  /** The same post, corrected: a sentence more in its first part. */
  protected Post aCorrectedPost() {
    Post post = aPost();
    String part = publisher().profile().parts().getFirst().name();
    java.util.Map<String, String> parts = new java.util.HashMap<>(post.parts());
    parts.put(part, post.part(part) + " Corrected.");
    return new Post(
        parts, post.link(), post.language(), post.attachments(), post.sections(), post.tags());
  }

  /** A memory of one delivery, whose key a test may vary. */
  protected DeliveryMemory memory() {
    return memory("publish");
  }

  /** A memory of a delivery for the given purpose. */
  protected final DeliveryMemory memory(String purpose) {
    return new DeliveryMemory(
        DeliveryKey.of("story", "channel", getClass().getName(), purpose), clock());
  }

  /** Publishes and follows until the outcome is final, as the engine does. */
  protected Outcome settle(Publisher publisher, DeliveryMemory memory) {
    Outcome outcome = publisher.publish(aPost(), memory.attempt());
    for (int round = 0; round < MOST_STEPS; round++) {
      switch (outcome) {
        case Outcome.Underway underway -> outcome = follow(publisher, underway, memory);
        case Outcome.TryLater later when later.reason() == FailureReason.NOT_READY ->
            outcome = again(publisher, memory, later);
        default -> {
          return outcome;
        }
      }
    }
    return outcome;
  }

  private Outcome follow(Publisher publisher, Outcome.Underway underway, DeliveryMemory memory) {
    finishProcessing();
    letTimePass(Duration.between(clock().instant(), underway.askAgainAt()));
    return ((Follows) publisher).follow(aPost(), underway.handle(), memory.attempt());
  }

  /** Comes again when the far end has processed what it asked to wait for. */
  final Outcome again(Publisher publisher, DeliveryMemory memory, Outcome.TryLater later) {
    finishProcessing();
    letTimePass(later.notBefore() == null ? Duration.ofMinutes(1) : later.notBefore());
    return publisher.publish(aPost(), memory.attempt());
  }

  /** Moves the clock. */
  protected void letTimePass(Duration time) {
    if (clock() instanceof MutableClock movable && time.isPositive()) {
      movable.advance(time);
    }
  }
}
