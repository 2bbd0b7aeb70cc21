// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;

/** Decides, with the delivery's row locked, what is to be done with it now. */
@Component
class Claims {

  private static final Duration OFF_PAUSE = Duration.ofMinutes(1);
  private static final Set<DeliveryState> WAITING =
      EnumSet.of(DeliveryState.PLANNED, DeliveryState.DUE, DeliveryState.RETRYING);

  private final Deliveries deliveries;
  private final PublishedParts parts;
  private final Ledger ledger;
  private final AccountStates accounts;
  private final Permission permission;
  private final Installation installation;
  private final Spending spending;
  private final Channels channels;
  private final TransactionOperations transactions;
  private final Clock clock;

  Claims(
      Deliveries deliveries,
      PublishedParts parts,
      Ledger ledger,
      AccountStates accounts,
      Permission permission,
      Installation installation,
      Spending spending,
      Channels channels,
      TransactionOperations transactions,
      Clock clock) {
    this.deliveries = deliveries;
    this.parts = parts;
    this.ledger = ledger;
    this.accounts = accounts;
    this.permission = permission;
    this.installation = installation;
    this.spending = spending;
    this.channels = channels;
    this.transactions = transactions;
    this.clock = clock;
  }

  Claim claim(DeliveryId id) {
    if (this.installation.heldBecause().isPresent()) {
      return new Claim.Nothing();
    }
    Claim claim =
        this.transactions.execute(
            transaction ->
                this.deliveries.lock(id).map(this::decide).orElseGet(Claim.Nothing::new));
    return claim == null ? new Claim.Nothing() : claim;
  }

  private Claim decide(Delivery delivery) {
    Instant now = this.clock.instant();
    if (delivery.state().isSettled() || !delivery.isDueAt(now)) {
      return new Claim.Nothing();
    }
    Optional<Channel> channel = this.channels.find(delivery.channel());
    if (channel.isEmpty()) {
      return waitForChannel(delivery, now);
    }
    return switch (delivery.state()) {
      case UNCLEAR -> new Claim.ReadBack(leased(delivery), channel.get());
      case UNDERWAY -> new Claim.Follow(leased(delivery), channel.get());
      case PUBLISHING -> foundAgain(delivery, channel.get(), now);
      case PLANNED, DUE, RETRYING ->
          mustBeLookedFor(delivery, channel.get(), now)
              ? doubt(delivery, channel.get(), now, "A repeat is not harmless any more")
              : begin(delivery, channel.get(), now);
      case PAUSED, PUBLISHED, REJECTED, MISSED, CANCELLED, REHEARSED -> new Claim.Nothing();
    };
  }

  private Claim waitForChannel(Delivery delivery, Instant now) {
    if (WAITING.contains(delivery.state())
        && this.permission.of(delivery, now) instanceof Permission.Answer.Never never) {
      return miss(delivery, never.why(), now);
    }
    String why = this.channels.off().getOrDefault(delivery.channel(), "it is not configured");
    this.deliveries
        .change(delivery.id())
        .wakeAt(now.plus(OFF_PAUSE))
        .because(null, "The channel is off: " + why)
        .store();
    return new Claim.Nothing();
  }

  /** A delivery that was being published when its process died. */
  private Claim foundAgain(Delivery delivery, Channel channel, Instant now) {
    boolean inDoubt = mustBeLookedFor(delivery, channel, now);
    this.ledger.append(
        delivery.id(),
        LedgerEntry.Kind.FOUND_AGAIN,
        Map.of(
            "attempt", Integer.toString(delivery.attempts()),
            "inDoubt", Boolean.toString(inDoubt)));
    return inDoubt
        ? doubt(
            delivery,
            channel,
            now,
            "The process ended after it announced \"%s\" and before it wrote an outcome"
                .formatted(delivery.openStep()))
        : begin(delivery, channel, now);
  }

  private static boolean mustBeLookedFor(Delivery delivery, Channel channel, Instant now) {
    return delivery.isInDoubt()
        && !RetryPolicy.mayRepeat(delivery.committedAt(), channel.profile(), now);
  }

  private Claim doubt(Delivery delivery, Channel channel, Instant now, String why) {
    this.spending.doubted(delivery);
    this.deliveries
        .change(delivery.id())
        .to(DeliveryState.UNCLEAR)
        .lease(delivery.lease() + 1)
        .readBacks(0)
        .wakeAt(now.plus(channel.profile().settlingTime()))
        .because(null, why)
        .store();
    return new Claim.Nothing();
  }

  private Claim begin(Delivery delivery, Channel channel, Instant now) {
    return switch (this.permission.of(delivery, now)) {
      case Permission.Answer.Granted granted -> takePlace(delivery, channel, now);
      case Permission.Answer.Held held -> pause(delivery, held.why());
      case Permission.Answer.NotYet notYet ->
          wait(delivery, DeliveryState.PLANNED, notYet.until(), notYet.why());
      case Permission.Answer.Never never -> miss(delivery, never.why(), now);
    };
  }

  private Claim takePlace(Delivery delivery, Channel channel, Instant now) {
    Optional<Instant> later =
        delivery.attempts() == 0
            ? this.accounts.takePlace(delivery.channel(), channel.profile().rateLimit(), now)
            : this.accounts.quietAt(delivery.channel(), now);
    if (later.isPresent()) {
      return wait(delivery, DeliveryState.DUE, later.get(), "The channel's rate limit is reached");
    }
    this.deliveries
        .change(delivery.id())
        .to(DeliveryState.PUBLISHING)
        .attempts(delivery.attempts() + 1)
        .lease(delivery.lease() + 1)
        .store();
    return new Claim.Publish(this.deliveries.find(delivery.id()).orElseThrow(), channel);
  }

  private Claim wait(Delivery delivery, DeliveryState state, @Nullable Instant until, String why) {
    this.deliveries.change(delivery.id()).to(state).wakeAt(until).because(null, why).store();
    return new Claim.Nothing();
  }

  private Claim pause(Delivery delivery, String why) {
    return wait(delivery, DeliveryState.PAUSED, null, why);
  }

  /** What was begun is not missed: it was refused, by the newsroom, with parts that are live. */
  private Claim miss(Delivery delivery, String why, Instant now) {
    boolean isBegun = this.parts.receipt(delivery.id()).isPresent();
    String detail = this.parts.withWhatIsLive(why, delivery.id());
    this.spending.giveBack(delivery.id());
    this.deliveries
        .change(delivery.id())
        .settledAs(isBegun ? DeliveryState.REJECTED : DeliveryState.MISSED, now)
        .because(null, detail)
        .store();
    this.ledger.append(delivery.id(), LedgerEntry.Kind.MISSED, Map.of("why", detail));
    return new Claim.Nothing();
  }

  private Delivery leased(Delivery delivery) {
    this.deliveries.change(delivery.id()).lease(delivery.lease() + 1).store();
    return this.deliveries.find(delivery.id()).orElseThrow();
  }
}
