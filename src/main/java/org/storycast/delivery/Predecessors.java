// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.storycast.channel.Receipt;
import org.storycast.story.Stories;
import org.storycast.story.StoryId;

/** Finds what a channel published earlier of a developing story. */
@Component
class Predecessors {

  private final Stories stories;
  private final Deliveries deliveries;
  private final PublishedParts parts;

  Predecessors(Stories stories, Deliveries deliveries, PublishedParts parts) {
    this.stories = stories;
    this.deliveries = deliveries;
    this.parts = parts;
  }

  /** The publication of the nearest story that this one continues and that still stands. */
  Optional<Receipt> of(Delivery delivery) {
    if (delivery.isDigest()) {
      return Optional.empty();
    }
    return this.stories.ancestors(delivery.story()).stream()
        .filter(this::stands)
        .flatMap(story -> this.deliveries.published(story, delivery.channel()).stream())
        .flatMap(earlier -> this.parts.receipt(earlier).stream())
        .findFirst();
  }

  private boolean stands(StoryId story) {
    return this.stories.find(story).filter(it -> !it.isWithdrawn()).isPresent();
  }
}
