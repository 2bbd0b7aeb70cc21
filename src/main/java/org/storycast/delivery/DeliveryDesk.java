// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.Receipt;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryId;

/** Takes the orders of people. Each is written to the ledger with who gave it. */
@Service
public class DeliveryDesk {

  private static final Set<DeliveryState> WAITING =
      EnumSet.of(
          DeliveryState.PLANNED, DeliveryState.DUE, DeliveryState.RETRYING, DeliveryState.PAUSED);
  private static final Set<DeliveryState> ENDED_UNSENT =
      EnumSet.of(DeliveryState.REJECTED, DeliveryState.MISSED, DeliveryState.CANCELLED);

  private final Planner planner;
  private final Deliveries deliveries;
  private final PublishedParts parts;
  private final Ledger ledger;
  private final Spending spending;
  private final Stories stories;
  private final Channels channels;
  private final Wakeups wakeups;
  private final Clock clock;

  DeliveryDesk(
      Planner planner,
      Deliveries deliveries,
      PublishedParts parts,
      Ledger ledger,
      Spending spending,
      Stories stories,
      Channels channels,
      Wakeups wakeups,
      Clock clock) {
    this.planner = planner;
    this.deliveries = deliveries;
    this.parts = parts;
    this.ledger = ledger;
    this.spending = spending;
    this.stories = stories;
    this.channels = channels;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /**
   * Sends a story to channels, now or at a moment. A channel that has it, or is getting it, does
   * not get it again.
   *
   * @param to the channels; all open ones that are not for tests where empty
   * @param at from when; now where absent
   * @return the delivery of each channel, new or known
   * @throws org.storycast.channel.UnknownChannelException when a channel is not open
   */
  @Transactional
  public List<Delivery> send(
      StoryId story, Collection<ChannelId> to, @Nullable Instant at, String by) {
    Story known = story(story);
    Instant moment = at == null ? this.clock.instant() : at;
    List<ChannelId> targets =
        to.isEmpty()
            ? this.channels.open().stream()
                .filter(channel -> !channel.isForTests())
                .map(channel -> channel.id())
                .toList()
            : to.stream().distinct().map(id -> this.channels.get(id).id()).toList();
    return targets.stream()
        .map(
            channel ->
                this.planner.plan(
                    known.latest(), new Planner.Plan(channel, Planner.FIRST, moment, by, false)))
        .toList();
  }

  /**
   * Sends a story to a channel that has had it already: a new occasion, which a person names.
   *
   * @param occasion why it is sent again, at most 80 characters; the same name sends once
   */
  @Transactional
  public Delivery sendAgain(StoryId story, ChannelId channel, String occasion, String by) {
    return this.planner.plan(
        story(story).latest(),
        new Planner.Plan(
            this.channels.get(channel).id(),
            "again: " + occasion.strip(),
            this.clock.instant(),
            by,
            false));
  }

  /** Does everything but the irreversible call, and keeps what would have been sent. */
  @Transactional
  public Delivery rehearse(StoryId story, ChannelId channel, String by) {
    return this.planner.plan(
        story(story).latest(),
        new Planner.Plan(
            this.channels.get(channel).id(),
            "rehearsal: " + UUID.randomUUID(),
            this.clock.instant(),
            by,
            true));
  }

  /** Tries a waiting delivery now, or one that ended unsent once more with the same post. */
  @Transactional
  public Delivery retry(DeliveryId id, String by) {
    Delivery delivery = lock(id);
    if (!WAITING.contains(delivery.state()) && !ENDED_UNSENT.contains(delivery.state())) {
      throw refused(delivery, "be retried", "a doubt is settled, and a publication sent again");
    }
    if (ENDED_UNSENT.contains(delivery.state()) && this.parts.receipt(id).isPresent()) {
      throw refused(delivery, "be retried", "parts of it are published already");
    }
    return decide(
        delivery,
        by,
        "retry",
        change(id)
            .reopened()
            .to(DeliveryState.DUE)
            .plannedFor(this.clock.instant())
            .wakeAt(this.clock.instant()));
  }

  /** Cancels a delivery that has not been sent. */
  @Transactional
  public Delivery cancel(DeliveryId id, String by) {
    Delivery delivery = lock(id);
    if (!WAITING.contains(delivery.state())) {
      throw refused(delivery, "be cancelled", "only waiting deliveries can");
    }
    this.spending.giveBack(id);
    return decide(
        delivery,
        by,
        "cancel",
        change(id)
            .settledAs(DeliveryState.CANCELLED, this.clock.instant())
            .because(null, this.parts.withWhatIsLive("Cancelled by " + by, id)));
  }

  /** Has the platform asked once more about a delivery in doubt. */
  @Transactional
  public Delivery lookAgain(DeliveryId id, String by) {
    Delivery delivery = inDoubt(id);
    return decide(delivery, by, "look again", change(id).readBacks(0).wakeAt(this.clock.instant()));
  }

  /** Settles a doubt with what a person knows. */
  @Transactional
  public Delivery settleDoubt(DeliveryId id, DoubtDecision decision, String by) {
    Delivery delivery = inDoubt(id);
    Instant now = this.clock.instant();
    this.spending.decided(id, decision);
    return switch (decision) {
      case DoubtDecision.IsPublished published -> isPublished(delivery, published, by, now);
      case DoubtDecision.SendAgain sendAgain ->
          decide(
              delivery,
              by,
              "not published, send again",
              change(id)
                  .to(DeliveryState.DUE)
                  .openStep(null)
                  .lease(delivery.lease() + 1)
                  .plannedFor(now)
                  .wakeAt(now)
                  .because(null, "Sent again by " + by));
      case DoubtDecision.GiveUp giveUp ->
          decide(
              delivery,
              by,
              "give up",
              change(id)
                  .lease(delivery.lease() + 1)
                  .settledAs(DeliveryState.CANCELLED, now)
                  .because(null, this.parts.withWhatIsLive("Given up in doubt by " + by, id)));
    };
  }

  private Delivery isPublished(
      Delivery delivery, DoubtDecision.IsPublished published, String by, Instant now) {
    this.parts.store(delivery, seen(delivery, published, by, now));
    return decide(
        delivery,
        by,
        "is published",
        change(delivery.id())
            .lease(delivery.lease() + 1)
            .settledAs(DeliveryState.PUBLISHED, now)
            .because(null, "Published, says " + by));
  }

  /** What was known to be live, and behind it what the person saw. */
  private Receipt seen(
      Delivery delivery, DoubtDecision.IsPublished published, String by, Instant now) {
    List<Receipt.Part> parts =
        new ArrayList<>(this.parts.receipt(delivery.id()).map(Receipt::parts).orElse(List.of()));
    String remoteId = published.remoteId();
    if (parts.stream().noneMatch(it -> it.remoteId().equals(remoteId))) {
      parts.add(
          new Receipt.Part(
              remoteId == null ? "unknown, delivery " + delivery.id() : remoteId,
              published.address()));
    }
    return new Receipt(parts, now, Map.of("decidedBy", by));
  }

  private Delivery decide(Delivery delivery, String by, String choice, DeliveryChange change) {
    change.store();
    this.ledger.append(delivery.id(), LedgerEntry.Kind.DECIDED, Map.of("by", by, "choice", choice));
    Delivery changed = this.deliveries.find(delivery.id()).orElseThrow();
    if (changed.wakeAt() != null) {
      this.wakeups.wake(changed.id(), changed.wakeAt());
    }
    return changed;
  }

  private DeliveryChange change(DeliveryId id) {
    return this.deliveries.change(id);
  }

  private Story story(StoryId story) {
    return this.stories
        .find(story)
        .orElseThrow(() -> new NoSuchElementException("There is no story " + story));
  }

  private Delivery lock(DeliveryId id) {
    return this.deliveries
        .lock(id)
        .orElseThrow(() -> new NoSuchElementException("There is no delivery " + id));
  }

  private Delivery inDoubt(DeliveryId id) {
    Delivery delivery = lock(id);
    if (delivery.state() != DeliveryState.UNCLEAR) {
      throw refused(delivery, "be settled", "only deliveries in doubt can");
    }
    return delivery;
  }

  private static OrderRefusedException refused(Delivery delivery, String what, String instead) {
    return new OrderRefusedException(
        "Delivery %s is %s and can't %s; %s"
            .formatted(delivery.id(), delivery.state(), what, instead));
  }
}
