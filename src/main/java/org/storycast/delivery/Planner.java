// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.routing.Routing;
import org.storycast.story.Revision;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryAdded;

/** Plans deliveries: by themselves for new stories, and when an operator asks. */
@Component
class Planner {

  /** The occasion of a story's first publication on a channel. */
  static final String FIRST = "first";

  private final Deliveries deliveries;
  private final Editions editions;
  private final Ledger ledger;
  private final Stories stories;
  private final Routing routing;
  private final Installation installation;
  private final Wakeups wakeups;
  private final Clock clock;

  Planner(
      Deliveries deliveries,
      Editions editions,
      Ledger ledger,
      Stories stories,
      Routing routing,
      Installation installation,
      Wakeups wakeups,
      Clock clock) {
    this.deliveries = deliveries;
    this.editions = editions;
    this.ledger = ledger;
    this.stories = stories;
    this.routing = routing;
    this.installation = installation;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  @ApplicationModuleListener
  void on(StoryAdded added) {
    if (added.held()) {
      return;
    }
    Story story = this.stories.find(added.story()).orElseThrow();
    this.routing
        .assign(story, this.clock.instant())
        .forEach(
            assignment ->
                plan(
                    story.latest(),
                    new Plan(
                        assignment.channel(), FIRST, assignment.notBefore(), "routing", false)));
  }

  /** Plans a delivery, or finds the one that the story, channel and occasion have already. */
  @Transactional
  public Delivery plan(Revision revision, Plan plan) {
    Optional<Delivery> existing =
        this.deliveries.find(revision.story(), plan.channel(), plan.occasion());
    if (existing.isPresent()) {
      return existing.get();
    }
    Delivery planned = planned(revision, plan);
    if (!this.deliveries.insert(planned)) {
      return this.deliveries.find(revision.story(), plan.channel(), plan.occasion()).orElseThrow();
    }
    this.ledger.append(
        planned.id(),
        LedgerEntry.Kind.PLANNED,
        Map.of(
            "by", plan.by(),
            "occasion", plan.occasion(),
            "channel", plan.channel().value(),
            "story", revision.story().toString(),
            "revision", Integer.toString(revision.number()),
            "for", plan.moment().toString()));
    this.wakeups.wake(planned.id(), plan.moment());
    return planned;
  }

  private Delivery planned(Revision revision, Plan plan) {
    boolean mayHaveBeenSent = mayHaveBeenSentBefore(revision);
    return new Delivery(
        new DeliveryId(UUID.randomUUID()),
        DeliveryKey.of(
            this.installation.id(),
            revision.story().toString(),
            plan.channel().value(),
            plan.occasion()),
        this.editions.freeze(List.of(revision)),
        revision.story(),
        plan.channel(),
        plan.occasion(),
        plan.rehearsal(),
        mayHaveBeenSent ? DeliveryState.UNCLEAR : DeliveryState.PLANNED,
        plan.moment(),
        plan.moment(),
        0,
        0,
        0,
        null,
        mayHaveBeenSent ? "It may have been sent after the backup was made" : "",
        null,
        null,
        mayHaveBeenSent ? "restored" : null,
        mayHaveBeenSent ? revision.content().publishedAt() : null,
        0,
        0,
        this.clock.instant(),
        null);
  }

  /** After a restored backup, stories of the time before are looked for first. */
  private boolean mayHaveBeenSentBefore(Revision revision) {
    Instant published = revision.content().publishedAt();
    return published != null
        && this.installation.restoredAt().filter(published::isBefore).isPresent();
  }

  /**
   * What is to be planned.
   *
   * @param channel where it goes
   * @param occasion why
   * @param moment from when
   * @param by who asked
   * @param rehearsal whether the irreversible call is left out
   */
  record Plan(ChannelId channel, String occasion, Instant moment, String by, boolean rehearsal) {}
}
