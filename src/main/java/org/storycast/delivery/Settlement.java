// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy.Builder;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Receipt;

/**
 * Writes what became of attempts, before anything else happens. If the database is away just then,
 * the write is repeated until it succeeds, and nothing else is claimed meanwhile.
 */
@Component
class Settlement {

  private final Deliveries deliveries;
  private final PublishedParts parts;
  private final AccountStates accounts;
  private final Spending spending;
  private final Ledger ledger;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final RetryTemplate untilWritten;
  private final AtomicInteger unwritten = new AtomicInteger();

  Settlement(
      Deliveries deliveries,
      PublishedParts parts,
      AccountStates accounts,
      Spending spending,
      Ledger ledger,
      TransactionOperations transactions,
      Clock clock,
      DeliveryProperties properties,
      ApplicationEventPublisher events) {
    this.deliveries = deliveries;
    this.parts = parts;
    this.accounts = accounts;
    this.spending = spending;
    this.ledger = ledger;
    this.transactions = transactions;
    this.clock = clock;
    this.events = events;
    this.untilWritten = new RetryTemplate(whileTheDatabaseIsAway(properties.writeAgainAfter()));
  }

  private static org.springframework.core.retry.RetryPolicy whileTheDatabaseIsAway(Duration pause) {
    Builder policy = org.springframework.core.retry.RetryPolicy.builder();
    return policy
        .maxRetries(Long.MAX_VALUE)
        .delay(pause)
        .predicate(
            failure ->
                !(failure instanceof DataIntegrityViolationException)
                    && !(failure instanceof BadSqlGrammarException))
        .build();
  }

  /** Whether an outcome waits for the database. */
  boolean isWaiting() {
    return this.unwritten.get() > 0;
  }

  /**
   * Writes a step and what led to it.
   *
   * @param next decides the step from the delivery as it stands when it is written
   */
  void write(
      Delivery claimed,
      Function<Delivery, Step> next,
      LedgerEntry.Kind kind,
      Map<String, String> evidence) {
    Step step = untilWritten(() -> writeStep(claimed, next, kind, evidence));
    this.events.publishEvent(StepNotes.settled(claimed, step, this.clock.instant()));
  }

  private Step writeStep(
      Delivery claimed,
      Function<Delivery, Step> next,
      LedgerEntry.Kind kind,
      Map<String, String> evidence) {
    Delivery current = this.deliveries.lock(claimed.id()).orElseThrow();
    Step step = next.apply(current);
    boolean holds = current.lease() == claimed.lease() && !current.state().isSettled();
    boolean isNews = step instanceof Step.Published && !current.state().isSettled();
    Map<String, String> details = new LinkedHashMap<>(evidence);
    details.putAll(StepNotes.essentials(step));
    if (!holds) {
      details.put("late", "another process had taken the delivery over");
    }
    this.ledger.append(claimed.id(), kind, details);
    if (holds || isNews) {
      apply(current, step);
    }
    return step;
  }

  /** Writes a change of a delivery that this process holds, and its line. */
  void write(
      Delivery claimed,
      LedgerEntry.Kind kind,
      Map<String, String> details,
      Consumer<DeliveryChange> change) {
    untilWritten(
        () -> {
          Delivery current = this.deliveries.lock(claimed.id()).orElseThrow();
          if (current.lease() == claimed.lease() && !current.state().isSettled()) {
            DeliveryChange changes = this.deliveries.change(claimed.id());
            change.accept(changes);
            changes.store();
            this.ledger.append(claimed.id(), kind, details);
          }
          return current;
        });
  }

  private <T> T untilWritten(Supplier<T> write) {
    AtomicBoolean waits = new AtomicBoolean();
    try {
      return Objects.requireNonNull(this.untilWritten.execute(() -> writeOrWait(write, waits)));
    } catch (RetryException failure) {
      throw new IllegalStateException("The outcome can't be written", failure.getCause());
    } finally {
      if (waits.get()) {
        this.unwritten.decrementAndGet();
      }
    }
  }

  private <T> T writeOrWait(Supplier<T> write, AtomicBoolean waits) {
    try {
      return Objects.requireNonNull(this.transactions.execute(transaction -> write.get()));
    } catch (DataAccessException | TransactionException failure) {
      if (waits.compareAndSet(false, true)) {
        this.unwritten.incrementAndGet();
      }
      throw failure;
    }
  }

  private void apply(Delivery current, Step step) {
    Instant now = this.clock.instant();
    DeliveryChange change = this.deliveries.change(current.id());
    switch (step) {
      case Step.Published published -> published(current, published.receipt(), change, now);
      case Step.Rejected rejected -> rejected(current, rejected, change, now);
      case Step.RetryAt retry ->
          change
              .to(DeliveryState.RETRYING)
              .wakeAt(retry.moment())
              .openStep(retry.inDoubt() ? current.openStep() : null)
              .failures(current.failures() + (retry.counts() ? 1 : 0))
              .because(retry.reason(), retry.detail());
      case Step.FollowAt follow ->
          change
              .to(DeliveryState.UNDERWAY)
              .wakeAt(follow.moment())
              .openStep(null)
              .handle(follow.handle())
              .because(null, "The platform is working on it");
      case Step.ReadBackAt readBack ->
          change
              .to(DeliveryState.UNCLEAR)
              .wakeAt(readBack.moment())
              .readBacks(0)
              .openStep(current.openStep() == null ? "publish" : current.openStep())
              .because(null, readBack.detail());
      case Step.CloseChannel closed -> {
        this.accounts.close(current.channel(), closed.reason(), closed.detail());
        change
            .to(DeliveryState.PAUSED)
            .wakeAt(null)
            .openStep(null)
            .because(closed.reason(), closed.detail());
      }
    }
    change.store();
    this.spending.settle(current, step);
    StepNotes.log(current, step);
  }

  private void published(Delivery current, Receipt receipt, DeliveryChange change, Instant now) {
    Optional<DeliveryId> owner =
        this.parts
            .ownerOf(current.channel(), receipt.remoteId())
            .filter(other -> !other.equals(current.id()));
    if (owner.isPresent()) {
      change
          .to(DeliveryState.UNCLEAR)
          .wakeAt(null)
          .because(
              FailureReason.DUPLICATE,
              "The platform names post %s, which belongs to delivery %s"
                  .formatted(receipt.remoteId(), owner.get()));
      return;
    }
    this.parts.store(current, receipt);
    change.settledAs(DeliveryState.PUBLISHED, now).failures(0).because(null, "");
  }

  private void rejected(
      Delivery current, Step.Rejected rejected, DeliveryChange change, Instant now) {
    if (rejected.partial() != null) {
      this.parts.store(current, rejected.partial());
    }
    change
        .settledAs(DeliveryState.REJECTED, now)
        .because(rejected.reason(), this.parts.withWhatIsLive(rejected.detail(), current.id()));
  }
}
