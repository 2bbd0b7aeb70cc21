// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
  /** Its moment has not come. */
  PLANNED(false),
  /** Its moment has come; it waits for its channel: a rate limit, a channel that is off. */
  DUE(false),
  /** An attempt is running, or its process died. */
  PUBLISHING(false),
  /** The platform took it and has not finished; it is asked again. */
  UNDERWAY(false),
  /** The platform did not take it; another attempt follows. */
  RETRYING(false),
  /** It may have been taken, and nobody knows. */
  UNCLEAR(false),
  /** Its channel is paused or closed; resuming decides anew. */
  PAUSED(false),
  /** Readers can see it. */
  PUBLISHED(true),
  /** The platform will not take this post. */
  REJECTED(true),
  /** Its time is over: stale or withdrawn before it was sent. */
  MISSED(true),
  /** A person cancelled it. */
  CANCELLED(true),
  /** Everything was done but the irreversible call, as was asked. */
  REHEARSED(true);

  private final boolean settled;

  DeliveryState(boolean settled) {
    this.settled = settled;
  }

  /** Whether nothing happens any more by itself. */
  public boolean isSettled() {
    return this.settled;
  }
}
