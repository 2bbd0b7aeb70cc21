// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.storycast.channel.Budget;
import org.storycast.channel.Channel;
import org.storycast.channel.Costs;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.routing.ChannelZones;

/**
 * The running meter of channels whose platforms charge. A whole post is reserved when its first
 * irreversible call is announced, under a lock of its channel, so that several at once don't
 * overrun the budget; a call that surely was not taken is given back, a doubt keeps it. Looks,
 * checks and numbers are paid as they are asked for.
 */
@Component
public class Spending {

  private final Expenses expenses;
  private final AccountStates accounts;
  private final Checkpoints checkpoints;
  private final ChannelZones zones;
  private final TransactionOperations transactions;
  private final Clock clock;

  Spending(
      Expenses expenses,
      AccountStates accounts,
      Checkpoints checkpoints,
      ChannelZones zones,
      TransactionOperations transactions,
      Clock clock) {
    this.expenses = expenses;
    this.accounts = accounts;
    this.checkpoints = checkpoints;
    this.zones = zones;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What a channel has cost; empty where its platform charges nothing. */
  public Optional<Spent> of(Channel channel) {
    if (!(channel.publisher() instanceof Costs costs)) {
      return Optional.empty();
    }
    return Optional.of(
        new Spent(
            costs.currency(),
            spentIn(day(channel), channel, costs),
            spentIn(month(channel), channel, costs),
            channel.budget().daily(),
            channel.budget().monthly(),
            this.expenses.waiting(channel.id())));
  }

  /**
   * Why a post can't be begun now. It is asked before anything is uploaded; {@link #reserve} asks
   * again when it counts.
   */
  Optional<Shortage> shortage(Delivery delivery, Channel channel, Post post) {
    return channel.publisher() instanceof Costs costs
            && channel.budget().isLimited()
            && !delivery.rehearsal()
            && !channel.rehearsal()
        ? shortage(channel, costs, total(unreserved(delivery, costs, post)))
        : Optional.empty();
  }

  /**
   * Reserves what the rest of the post costs, within the caller's transaction, unless that is
   * reserved already.
   *
   * @return whether it fits into the budget
   */
  boolean reserve(Delivery delivery, Channel channel, Post post) {
    if (!(channel.publisher() instanceof Costs costs)) {
      return true;
    }
    List<Costs.Charge> charges = unreserved(delivery, costs, post);
    if (channel.budget().isLimited() && !charges.isEmpty()) {
      this.accounts.lock(channel.id());
      if (shortage(channel, costs, total(charges)).isPresent()) {
        return false;
      }
    }
    Instant now = this.clock.instant();
    charges.forEach(it -> this.expenses.book(delivery, it, costs.currency(), now, true));
    return true;
  }

  /** A call was taken. */
  void taken(Delivery delivery, String step) {
    this.expenses.pay(delivery.id(), step);
  }

  /**
   * Books a check of the account before it is made, unless the budget forbids it; what the platform
   * then refuses stays booked.
   *
   * @return why it may not be made; empty where it may
   */
  Optional<Shortage> check(Channel channel) {
    return channel.publisher() instanceof Costs costs
        ? pay(null, channel, costs, new Costs.Charge(Expenses.CHECK, costs.checking()))
        : Optional.empty();
  }

  /** The same for a question for the numbers of a publication. */
  Optional<Shortage> measure(DeliveryId delivery, Channel channel, Receipt receipt) {
    return channel.publisher() instanceof Costs costs
        ? pay(
            delivery, channel, costs, new Costs.Charge(Expenses.NUMBERS, costs.measuring(receipt)))
        : Optional.empty();
  }

  private Optional<Shortage> pay(
      @Nullable DeliveryId delivery, Channel channel, Costs costs, Costs.Charge charge) {
    if (charge.amount().signum() == 0) {
      return Optional.empty();
    }
    return Objects.requireNonNull(
        this.transactions.execute(
            transaction -> {
              Optional<Shortage> shortage = Optional.empty();
              if (channel.budget().isLimited()) {
                this.accounts.lock(channel.id());
                shortage = shortage(channel, costs, charge.amount());
              }
              if (shortage.isEmpty()) {
                Instant now = this.clock.instant();
                this.expenses.bookPaid(delivery, channel.id(), charge, costs.currency(), now);
              }
              return shortage;
            }));
  }

  /**
   * Books a look. It is made whatever the budget says: a doubt that nobody looks into costs a
   * newsroom more.
   */
  void looked(Delivery delivery, Channel channel) {
    if (channel.publisher() instanceof Costs costs && costs.look().signum() > 0) {
      this.expenses.bookPaid(
          delivery.id(),
          channel.id(),
          new Costs.Charge(Expenses.LOOK, costs.look()),
          costs.currency(),
          this.clock.instant());
    }
  }

  /** What follows for the meter from a step of the delivery. */
  void settle(Delivery delivery, Step step) {
    switch (step) {
      case Step.Published published -> this.expenses.payAll(delivery.id());
      case Step.FollowAt follow -> this.expenses.payAll(delivery.id());
      case Step.ReadBackAt readBack -> doubted(delivery);
      case Step.Rejected rejected -> giveBack(delivery.id());
      case Step.CloseChannel closed -> giveBackUnlessBegun(delivery.id());
      case Step.RetryAt retry -> {
        if (!retry.inDoubt()) {
          giveBackUnlessBegun(delivery.id());
        }
      }
    }
  }

  /** Nobody knows whether the announced call was taken: it counts as if it was. */
  void doubted(Delivery delivery) {
    if (delivery.openStep() != null) {
      this.expenses.pay(delivery.id(), delivery.openStep());
    }
  }

  /** A person has settled a doubt. */
  void decided(DeliveryId delivery, DoubtDecision decision) {
    switch (decision) {
      case DoubtDecision.IsPublished published -> this.expenses.payAll(delivery);
      case DoubtDecision.SendAgain sendAgain -> {}
      case DoubtDecision.GiveUp giveUp -> giveBack(delivery);
    }
  }

  /** The delivery will not go on. */
  void giveBack(DeliveryId delivery) {
    this.expenses.giveBack(delivery);
  }

  /** A post of which parts are live keeps what its rest needs. */
  private void giveBackUnlessBegun(DeliveryId delivery) {
    if (!this.expenses.hasPaid(delivery)) {
      giveBack(delivery);
    }
  }

  /** The charges of calls that were neither taken yet nor reserved. */
  private List<Costs.Charge> unreserved(Delivery delivery, Costs costs, Post post) {
    List<String> reserved = this.expenses.reserved(delivery.id());
    return costs.charges(post).stream()
        .filter(it -> it.amount().signum() > 0 && !reserved.contains(it.step()))
        .filter(it -> this.checkpoints.find(delivery.id(), it.step()).isEmpty())
        .toList();
  }

  private static BigDecimal total(List<Costs.Charge> charges) {
    return charges.stream().map(Costs.Charge::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Optional<Shortage> shortage(Channel channel, Costs costs, BigDecimal cost) {
    if (cost.signum() == 0) {
      return Optional.empty();
    }
    Budget budget = channel.budget();
    return within(channel, costs, cost, budget.monthly(), month(channel))
        .or(() -> within(channel, costs, cost, budget.daily(), day(channel)));
  }

  private Optional<Shortage> within(
      Channel channel, Costs costs, BigDecimal cost, @Nullable BigDecimal limit, Period period) {
    if (limit == null) {
      return Optional.empty();
    }
    if (cost.compareTo(limit) > 0) {
      return Optional.of(Shortage.forEver(cost, limit, costs.currency(), period));
    }
    BigDecimal spent = spentIn(period, channel, costs);
    return spent.add(cost).compareTo(limit) > 0
        ? Optional.of(Shortage.until(cost, spent, limit, costs.currency(), period))
        : Optional.empty();
  }

  private BigDecimal spentIn(Period period, Channel channel, Costs costs) {
    return this.expenses.since(channel.id(), costs.currency(), period.began());
  }

  private Period day(Channel channel) {
    return Period.day(this.clock.instant(), this.zones.zoneOf(channel.id()));
  }

  private Period month(Channel channel) {
    return Period.month(this.clock.instant(), this.zones.zoneOf(channel.id()));
  }

  /**
   * What a channel has cost, with what is reserved for posts on their way.
   *
   * @param currency of all amounts
   * @param today since its day began
   * @param thisMonth since its month began
   * @param daily the most for a day; absent where there is no limit
   * @param monthly the most for a month; absent where there is no limit
   * @param waiting how many deliveries wait for the next day's or month's budget
   */
  public record Spent(
      Currency currency,
      BigDecimal today,
      BigDecimal thisMonth,
      @Nullable BigDecimal daily,
      @Nullable BigDecimal monthly,
      long waiting) {}
}
