// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;

/** Brings deliveries back when their moment comes; within the caller's transaction. */
interface Wakeups {

  /** Wakes the delivery at this moment, or earlier if it was to wake earlier. */
  void wake(DeliveryId delivery, Instant moment);
}
