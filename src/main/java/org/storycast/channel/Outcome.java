// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of one attempt. What happened outside is a value; an exception is a defect. */
public sealed interface Outcome {

  /**
   * Taken and final.
   *
   * @param receipt lists every part
   */
  record Published(Receipt receipt) implements Outcome {}

  /**
   * Taken, not final: moderation, processing, a mailing in progress. It is followed with {@link
   * Follows}, never published again.
   *
   * @param handle what to ask the platform about
   * @param askAgainAt when an answer may be there
   */
  record Underway(String handle, Instant askAgainAt) implements Outcome {}

  /**
   * Surely not taken; may succeed later.
   *
   * @param notBefore how long the platform asks to wait; absent where it does not say
   */
  record TryLater(FailureReason reason, String detail, @Nullable Duration notBefore)
      implements Outcome {}

  /**
   * This post never; other posts are fine.
   *
   * @param partial the parts that are live already, such as the beginning of a thread
   */
  record Rejected(FailureReason reason, String detail, @Nullable Receipt partial)
      implements Outcome {}

  /** No post of this account until a person acts: credentials, credits, a ban. */
  record ChannelClosed(FailureReason reason, String detail) implements Outcome {}

  /** May have been taken: read back, then decided by policy, never blindly repeated. */
  record Unclear(String detail) implements Outcome {}
}
