// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.UUID;

/**
 * Identifies a delivery.
 *
 * @param value a UUID
 */
public record DeliveryId(UUID value) {

  /** Reads the form that {@link #toString()} writes. */
  public static DeliveryId parse(String text) {
    return new DeliveryId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return this.value.toString();
  }
}
