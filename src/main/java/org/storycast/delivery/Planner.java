// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.format.Edition;
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

  /** What stands for the edition of stories that nobody was there to read of. */
  static final UUID NO_EDITION = new UUID(0, 0);

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

  /**
   * Plans the delivery of a digest, now; belongs to the transaction that claims its set time.
   *
   * @param occasion names the set time
   * @param setFor that moment
   */
  Delivery planDigest(Edition digest, ChannelId channel, String occasion, Instant setFor) {
    Revision first = digest.stories().getFirst();
    boolean mayHaveBeenSent = this.installation.restoredAt().filter(setFor::isBefore).isPresent();
    Plan plan = new Plan(channel, occasion, this.clock.instant(), "digest", false);
    Delivery planned =
        planned(
            first,
            plan,
            DeliveryKey.of(this.installation.id(), "digest", channel.value(), occasion),
            this.editions.freezeDigest(digest),
            mayHaveBeenSent ? setFor : null);
    if (!this.deliveries.insert(planned)) {
      throw new IllegalStateException(
          "The channel %s has a delivery for %s already".formatted(channel, occasion));
    }
    this.ledger.append(
        planned.id(),
        LedgerEntry.Kind.PLANNED,
        Map.of(
            "by", plan.by(),
            "occasion", occasion,
            "channel", channel.value(),
            "stories", stories(digest),
            "leftOut", Integer.toString(digest.leftOut()),
            "for", plan.moment().toString()));
    this.wakeups.wake(planned.id(), plan.moment());
    return planned;
  }

  private static String stories(Edition digest) {
    return digest.stories().stream()
        .map(it -> "%s/%d".formatted(it.story(), it.number()))
        .collect(Collectors.joining(" "));
  }

  /** Plans a delivery, or finds the one that the story, channel and occasion have already. */
  @Transactional
  public Delivery plan(Revision revision, Plan plan) {
    Optional<Delivery> existing =
        this.deliveries.find(revision.story(), plan.channel(), plan.occasion());
    if (existing.isPresent()) {
      return existing.get();
    }
    Delivery planned =
        planned(
            revision,
            plan,
            DeliveryKey.of(
                this.installation.id(),
                revision.story().toString(),
                plan.channel().value(),
                plan.occasion()),
            this.editions.freeze(List.of(revision)),
            mayHaveBeenSentAt(revision));
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

  /**
   * A delivery as it begins.
   *
   * @param sentAt when it may have been sent after the backup that was restored; else absent
   */
  private Delivery planned(
      Revision first, Plan plan, DeliveryKey key, UUID edition, @Nullable Instant sentAt) {
    boolean mayHaveBeenSent = sentAt != null;
    return new Delivery(
        new DeliveryId(UUID.randomUUID()),
        key,
        edition,
        first.story(),
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
        sentAt,
        0,
        0,
        this.clock.instant(),
        null);
  }

  /** After a restored backup, stories of the time before are looked for first. */
  private @Nullable Instant mayHaveBeenSentAt(Revision revision) {
    Instant published = revision.content().publishedAt();
    return published != null
            && this.installation.restoredAt().filter(published::isBefore).isPresent()
        ? published
        : null;
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
