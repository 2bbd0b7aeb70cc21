// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.Digest;
import org.storycast.channel.FailureReason;
import org.storycast.story.StoryId;

/**
 * A story or a digest on its way to one channel, as it stands in the database.
 *
 * @param id its identity
 * @param key what every attempt carries to the outside
 * @param edition the frozen list of revisions that it carries
 * @param story the first of them
 * @param channel where it goes
 * @param occasion why it is sent: once per story, channel and occasion
 * @param rehearsal whether the irreversible call is left out
 * @param state where it stands
 * @param plannedFor the moment for which it was planned
 * @param wakeAt when something happens next; absent where nothing does by itself
 * @param attempts how often it was tried
 * @param failures how often in a row the platform did not take it
 * @param lease grows with every claim, so that a stalled process notices
 * @param reason why it is where it is, if something went wrong
 * @param detail the same in words
 * @param post the frozen post, once there is one
 * @param handle what to ask the platform about while it is under way
 * @param openStep the irreversible call that was announced and never answered
 * @param committedAt when the first irreversible call was announced
 * @param readBacks how often read-back settled nothing in the present doubt
 * @param resends how often the policy sent it again after a doubt
 * @param createdAt when it was planned
 * @param settledAt when it was settled
 */
public record Delivery(
    DeliveryId id,
    DeliveryKey key,
    UUID edition,
    StoryId story,
    ChannelId channel,
    String occasion,
    boolean rehearsal,
    DeliveryState state,
    Instant plannedFor,
    @Nullable Instant wakeAt,
    int attempts,
    int failures,
    long lease,
    @Nullable FailureReason reason,
    String detail,
    @Nullable Digest post,
    @Nullable String handle,
    @Nullable String openStep,
    @Nullable Instant committedAt,
    int readBacks,
    int resends,
    Instant createdAt,
    @Nullable Instant settledAt) {

  /** Whether it carries a digest, not one story. */
  boolean isDigest() {
    return DigestOccasion.parse(this.occasion).isPresent();
  }

  /** What people call it where it is a digest; empty where it carries one story. */
  public Optional<String> digestTitle() {
    return DigestOccasion.parse(this.occasion).map(DigestOccasion::title);
  }

  /** Whether its moment has come. */
  boolean isDueAt(Instant now) {
    return this.wakeAt != null && !this.wakeAt.isAfter(now);
  }

  /** Whether an announced call may have published without our knowing. */
  boolean isInDoubt() {
    return this.openStep != null;
  }
}
