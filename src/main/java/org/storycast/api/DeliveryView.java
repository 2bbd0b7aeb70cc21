// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.LedgerEntry;

/** A delivery as the API shows it. Handles are left out: one may be a capability. */
record DeliveryView(
    UUID id,
    String key,
    UUID story,
    @Nullable String digest,
    String channel,
    String occasion,
    boolean rehearsal,
    DeliveryState state,
    Instant plannedFor,
    @Nullable Instant wakeAt,
    int attempts,
    @Nullable FailureReason reason,
    String detail,
    Instant createdAt,
    @Nullable Instant settledAt) {

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.id().value(),
        delivery.key().value(),
        delivery.story().value(),
        delivery.digestTitle().orElse(null),
        delivery.channel().value(),
        delivery.occasion(),
        delivery.rehearsal(),
        delivery.state(),
        delivery.plannedFor(),
        delivery.wakeAt(),
        delivery.attempts(),
        delivery.reason(),
        delivery.detail(),
        delivery.createdAt(),
        delivery.settledAt());
  }

  /** A delivery with its stories, its post, what became of it, and its history. */
  record Whole(
      DeliveryView delivery,
      List<UUID> stories,
      @Nullable PostView post,
      @Nullable Evidence evidence,
      List<Line> history) {}

  /** What the platform holds. */
  record Evidence(Instant publishedAt, List<Part> parts, Map<String, String> details) {

    static Evidence of(Receipt receipt) {
      return new Evidence(
          receipt.publishedAt(),
          receipt.parts().stream().map(it -> new Part(it.remoteId(), it.address())).toList(),
          receipt.evidence());
    }
  }

  /** One post of a publication. */
  record Part(String remoteId, @Nullable URI address) {}

  /** A line of the ledger. */
  record Line(
      UUID delivery,
      int number,
      Instant at,
      LedgerEntry.Kind kind,
      Map<String, String> details,
      String previous,
      String hash) {

    static Line of(LedgerEntry entry) {
      return new Line(
          entry.delivery().value(),
          entry.number(),
          entry.at(),
          entry.kind(),
          entry.details(),
          entry.previous(),
          entry.hash());
    }
  }

  /** The post as it is frozen. */
  record PostView(
      Map<String, String> parts,
      @Nullable URI link,
      String language,
      List<MediumView> media,
      String digest) {

    static PostView of(Post post) {
      return new PostView(
          post.parts(),
          post.link(),
          post.language(),
          post.attachments().stream().map(MediumView::of).toList(),
          post.digest().hex());
    }
  }
}
