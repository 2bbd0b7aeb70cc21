// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.routing.Routing;
import org.storycast.routing.Verdict;
import org.storycast.story.Stories;
import org.storycast.story.Story;

/** Whether a delivery may be sent at this moment: its channel, its installation, its story. */
@Component
class Permission {

  private final AccountStates accounts;
  private final Installation installation;
  private final Routing routing;
  private final Stories stories;
  private final Editions editions;
  private final PublishedParts parts;

  Permission(
      AccountStates accounts,
      Installation installation,
      Routing routing,
      Stories stories,
      Editions editions,
      PublishedParts parts) {
    this.accounts = accounts;
    this.installation = installation;
    this.routing = routing;
    this.stories = stories;
    this.editions = editions;
    this.parts = parts;
  }

  Answer of(Delivery delivery, Instant now) {
    Optional<String> held =
        this.installation.heldBecause().or(() -> this.accounts.of(delivery.channel()).held());
    if (held.isPresent()) {
      return new Answer.Held(held.get());
    }
    return switch (verdict(delivery, now)) {
      case Verdict.Send send -> new Answer.Granted();
      case Verdict.Wait wait -> new Answer.NotYet(wait.until(), wait.why());
      case Verdict.TooLate tooLate -> lateButBegun(delivery, tooLate);
      case Verdict.Withdrawn withdrawn -> new Answer.Never(withdrawn.why());
    };
  }

  /** Readers are served better by the late end of a thread than by none. */
  private Answer lateButBegun(Delivery delivery, Verdict.TooLate tooLate) {
    return this.parts.receipt(delivery.id()).isPresent()
        ? new Answer.Granted()
        : new Answer.Never(tooLate.why());
  }

  private Verdict verdict(Delivery delivery, Instant now) {
    if (!delivery.isDigest()) {
      Story story = this.stories.find(delivery.story()).orElseThrow();
      return this.routing.verdict(story, delivery.channel(), delivery.plannedFor(), now);
    }
    return this.editions.edition(delivery.edition()).stories().isEmpty()
        ? new Verdict.Withdrawn("The newsroom has withdrawn all its stories")
        : this.routing.digestVerdict(delivery.channel(), delivery.plannedFor(), now);
  }

  /** Whether, and if not, why. */
  sealed interface Answer {

    /** It may be sent. */
    record Granted() implements Answer {}

    /** Its channel or everything is paused. */
    record Held(String why) implements Answer {}

    /** Its story may be sent later. */
    record NotYet(Instant until, String why) implements Answer {}

    /** Its story may not be sent any more. */
    record Never(String why) implements Answer {}
  }
}
