// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/**
 * Publishes on one account. Further abilities are interfaces beside it: {@link ReadsBack}, {@link
 * Recalls}, {@link Follows}, {@link Edits}, {@link Removes}, {@link Measures}, {@link Checks},
 * {@link Costs}, {@link SendsDigests}.
 */
public interface Publisher {

  /** What the channel is and demands; the same at every call. */
  ChannelProfile profile();

  /**
   * Makes one attempt. It returns within the profile's time-out and never throws for what the
   * outside did.
   */
  Outcome publish(Post post, Attempt attempt);
}
