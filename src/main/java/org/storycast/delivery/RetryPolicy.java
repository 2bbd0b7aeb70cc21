// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.ChannelProfile;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;

/** Decides what follows an outcome. It knows no platform and keeps no state. */
final class RetryPolicy {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final Duration NOT_READY_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_DEFECTS = 4;

  /**
   * The step that follows.
   *
   * @param delivery as it was when the attempt began
   * @param committedAt when the first irreversible call was announced, in this attempt or earlier
   */
  Step after(
      Outcome outcome,
      Delivery delivery,
      @Nullable Instant committedAt,
      ChannelProfile profile,
      Instant now) {
    return switch (outcome) {
      case Outcome.Published published -> new Step.Published(published.receipt());
      case Outcome.Underway underway -> new Step.FollowAt(underway.askAgainAt(), underway.handle());
      case Outcome.TryLater later -> later(later, delivery, committedAt, profile, now);
      case Outcome.Rejected rejected ->
          new Step.Rejected(rejected.reason(), rejected.detail(), rejected.partial());
      case Outcome.ChannelClosed closed -> new Step.CloseChannel(closed.reason(), closed.detail());
      case Outcome.Unclear unclear -> unclear(unclear, committedAt, profile, now);
    };
  }

  private static Step later(
      Outcome.TryLater later,
      Delivery delivery,
      @Nullable Instant committedAt,
      ChannelProfile profile,
      Instant now) {
    if (later.reason() == FailureReason.DEFECT && delivery.failures() >= MOST_DEFECTS) {
      return new Step.Rejected(FailureReason.DEFECT, later.detail(), null);
    }
    boolean counts = later.reason() != FailureReason.NOT_READY;
    Duration pause = counts ? pauseAfter(delivery.failures(), delivery) : NOT_READY_PAUSE;
    Duration asked = later.notBefore();
    Duration wait = asked == null ? pause : counts && asked.compareTo(pause) < 0 ? pause : asked;
    boolean inDoubt =
        later.reason() == FailureReason.UNAVAILABLE
            && committedAt != null
            && !profile.repeatSafeFor().isZero();
    return new Step.RetryAt(now.plus(wait), later.reason(), later.detail(), counts, inDoubt);
  }

  private static Step unclear(
      Outcome.Unclear unclear, @Nullable Instant committedAt, ChannelProfile profile, Instant now) {
    return mayRepeat(committedAt, profile, now)
        ? new Step.RetryAt(
            now.plus(FIRST_PAUSE), FailureReason.UNAVAILABLE, unclear.detail(), true, true)
        : new Step.ReadBackAt(now.plus(profile.settlingTime()), unclear.detail());
  }

  /**
   * What follows when the platform was asked about a delivery that is under way. It is never
   * published again: whatever keeps the platform from answering, it is asked again.
   */
  Step afterFollowing(Outcome outcome, Delivery delivery, String handle, Instant now) {
    return switch (outcome) {
      case Outcome.Published published -> new Step.Published(published.receipt());
      case Outcome.Underway underway -> new Step.FollowAt(underway.askAgainAt(), underway.handle());
      case Outcome.Rejected rejected ->
          new Step.Rejected(rejected.reason(), rejected.detail(), rejected.partial());
      case Outcome.TryLater later -> new Step.FollowAt(now.plus(pauseOf(later, delivery)), handle);
      case Outcome.ChannelClosed closed -> new Step.FollowAt(now.plus(LONGEST_PAUSE), handle);
      case Outcome.Unclear unclear ->
          new Step.FollowAt(now.plus(pauseAfter(delivery.failures(), delivery)), handle);
    };
  }

  private static Duration pauseOf(Outcome.TryLater later, Delivery delivery) {
    return later.notBefore() == null
        ? pauseAfter(delivery.failures(), delivery)
        : later.notBefore();
  }

  /** Whether a repeat with the same key is still harmless; half of the time is kept as a margin. */
  static boolean mayRepeat(@Nullable Instant committedAt, ChannelProfile profile, Instant now) {
    return committedAt != null
        && now.isBefore(committedAt.plus(profile.repeatSafeFor().dividedBy(2)));
  }

  /**
   * Doubles with every failure. Up to a quarter is added, by the key, so that deliveries which fell
   * together do not rise together.
   */
  static Duration pauseAfter(int failures, Delivery delivery) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
    Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    int share = Integer.parseInt(delivery.key().value().substring(0, 2), 16);
    return pause.plus(pause.multipliedBy(share).dividedBy(1024));
  }
}
