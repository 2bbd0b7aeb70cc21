// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import org.storycast.channel.Channel;

/** What this process is to do with a delivery; it holds the lease that the delivery carries. */
sealed interface Claim {

  /** Nothing now. */
  record Nothing() implements Claim {}

  /** Make an attempt. */
  record Publish(Delivery delivery, Channel channel) implements Claim {}

  /** Ask what became of it. */
  record Follow(Delivery delivery, Channel channel) implements Claim {}

  /** Look whether the platform holds it. */
  record ReadBack(Delivery delivery, Channel channel) implements Claim {}
}
