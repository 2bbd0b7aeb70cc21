// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Receipt;

/** What follows an outcome. */
sealed interface Step {

  /** Readers can see it. */
  record Published(Receipt receipt) implements Step {}

  /** The platform will not take it. */
  record Rejected(FailureReason reason, String detail, @Nullable Receipt partial) implements Step {}

  /**
   * Another attempt.
   *
   * @param counts whether the pause grows with it
   * @param inDoubt whether this one may have been taken, so that a repeat is harmless for a while
   *     only
   */
  record RetryAt(
      Instant moment, FailureReason reason, String detail, boolean counts, boolean inDoubt)
      implements Step {}

  /** The platform is asked what became of it. */
  record FollowAt(Instant moment, String handle) implements Step {}

  /** It is looked for. */
  record ReadBackAt(Instant moment, String detail) implements Step {}

  /** Nothing of this account is sent until a person acts. */
  record CloseChannel(FailureReason reason, String detail) implements Step {}
}
