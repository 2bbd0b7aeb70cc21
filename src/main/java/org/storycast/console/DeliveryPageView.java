// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.storycast.console.ShownMoments.Moment;
import org.storycast.console.StoryPageView.Medium;

/** What a delivery's page shows; the headline of a digest is its name, and it has stories. */
record DeliveryPageView(
    String id,
    String key,
    String story,
    String headline,
    List<Told> stories,
    String channel,
    String occasion,
    boolean rehearsal,
    StateBadge state,
    boolean inDoubt,
    boolean waiting,
    boolean retriable,
    String detail,
    Moment planned,
    @Nullable Moment next,
    int attempts,
    List<Text> texts,
    @Nullable String link,
    List<Medium> media,
    @Nullable String postDigest,
    List<Part> parts,
    Map<String, String> evidence,
    @Nullable Numbers numbers,
    List<Event> history) {

  /** A story of a digest. */
  record Told(String id, String headline) {}

  /** A text of the frozen post. */
  record Text(String name, String text) {}

  /** What the platform holds. */
  record Part(String remoteId, @Nullable String address) {}

  /** The latest numbers of the platform. */
  record Numbers(Moment at, Map<String, Long> counts) {}

  /** A line of the ledger. */
  record Event(int number, Moment at, String kind, Map<String, String> details, String hash) {}
}
