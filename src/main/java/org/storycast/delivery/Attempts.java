// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.Post;
import org.storycast.channel.Publisher;
import org.storycast.channel.Recalls;

/** Writes what attempts say, each word in a transaction of its own that checks the lease. */
@Component
class Attempts {

  private final Deliveries deliveries;
  private final Checkpoints checkpoints;
  private final PublishedParts parts;
  private final Ledger ledger;
  private final AccountStates accounts;
  private final Permission permission;
  private final Posts posts;
  private final Spending spending;
  private final Channels channels;
  private final TransactionOperations transactions;
  private final Clock clock;

  Attempts(
      Deliveries deliveries,
      Checkpoints checkpoints,
      PublishedParts parts,
      Ledger ledger,
      AccountStates accounts,
      Permission permission,
      Posts posts,
      Spending spending,
      Channels channels,
      TransactionOperations transactions,
      Clock clock) {
    this.deliveries = deliveries;
    this.checkpoints = checkpoints;
    this.parts = parts;
    this.ledger = ledger;
    this.accounts = accounts;
    this.permission = permission;
    this.posts = posts;
    this.spending = spending;
    this.channels = channels;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** An attempt at a delivery as it was claimed. */
  DurableAttempt at(Delivery claimed) {
    return new DurableAttempt(this, claimed);
  }

  Optional<String> checkpoint(Delivery claimed, String step) {
    return this.checkpoints.find(claimed.id(), step);
  }

  void storeCheckpoint(Delivery claimed, String step, String handle) {
    this.transactions.executeWithoutResult(
        transaction -> {
          Delivery current = holding(claimed);
          this.checkpoints.store(claimed.id(), step, handle);
          if (step.equals(current.openStep())) {
            this.deliveries.change(claimed.id()).openStep(null).store();
            this.spending.taken(claimed, step);
            recall(current);
          }
          this.ledger.append(claimed.id(), LedgerEntry.Kind.CHECKPOINT, Map.of("step", step));
        });
  }

  /** From here on readers see a part: whatever becomes of the rest, it must be known. */
  private void recall(Delivery current) {
    Optional<Publisher> publisher = this.channels.find(current.channel()).map(Channel::publisher);
    Optional<Post> post = this.posts.frozen(current);
    if (post.isPresent() && publisher.orElse(null) instanceof Recalls recalls) {
      recalls
          .recall(post.get(), step -> this.checkpoints.find(current.id(), step))
          .ifPresent(receipt -> this.parts.storeUnfinished(current, receipt));
    }
  }

  void announce(Delivery claimed, String step, Map<String, String> intent) {
    this.transactions.executeWithoutResult(
        transaction -> {
          Delivery current = holding(claimed);
          Instant now = this.clock.instant();
          refuseWhatMayNotBeSent(current, now);
          reserve(current);
          DeliveryChange change = this.deliveries.change(claimed.id()).openStep(step);
          if (current.committedAt() == null) {
            change.committedAt(now);
          }
          change.store();
          this.ledger.append(claimed.id(), LedgerEntry.Kind.INTENT, intent);
        });
  }

  private void refuseWhatMayNotBeSent(Delivery current, Instant now) {
    if (current.rehearsal() || this.channels.get(current.channel()).rehearsal()) {
      throw new AttemptEnded(AttemptEnded.Cause.REHEARSED, "This is a rehearsal");
    }
    if (!(this.permission.of(current, now) instanceof Permission.Answer.Granted)
        || this.posts.isOutdated(current)) {
      throw new AttemptEnded(
          AttemptEnded.Cause.MAY_NOT_BE_SENT, "The delivery may not be sent at this moment");
    }
  }

  private void reserve(Delivery current) {
    Channel channel = this.channels.get(current.channel());
    Post post = this.posts.frozen(current).orElseThrow();
    if (!this.spending.reserve(current, channel, post)) {
      throw new AttemptEnded(
          AttemptEnded.Cause.MAY_NOT_BE_SENT, "The channel's budget is used up at this moment");
    }
  }

  Optional<Instant> committedAt(Delivery claimed) {
    return this.deliveries.find(claimed.id()).map(Delivery::committedAt);
  }

  void quietUntil(Delivery claimed, Instant moment) {
    this.transactions.executeWithoutResult(
        transaction -> this.accounts.quietUntil(claimed.channel(), moment));
  }

  /** The delivery, locked, if this process still holds it. */
  private Delivery holding(Delivery claimed) {
    return this.deliveries
        .lock(claimed.id())
        .filter(current -> current.lease() == claimed.lease() && !current.state().isSettled())
        .orElseThrow(
            () ->
                new AttemptEnded(
                    AttemptEnded.Cause.LEASE_LOST, "Another process has taken the delivery over"));
  }
}
