// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import org.storycast.delivery.DeliveryState;

/**
 * A state in words and in colour; the words alone say everything.
 *
 * @param text for people
 * @param tone the colour's name in the style sheet
 */
record StateBadge(String text, String tone) {

  static StateBadge of(DeliveryState state) {
    return switch (state) {
      case PLANNED -> new StateBadge("Planned", "calm");
      case DUE -> new StateBadge("Due", "calm");
      case PUBLISHING -> new StateBadge("Sending", "busy");
      case UNDERWAY -> new StateBadge("Under way", "busy");
      case RETRYING -> new StateBadge("Trying again", "warn");
      case UNCLEAR -> new StateBadge("In doubt", "doubt");
      case PAUSED -> new StateBadge("Paused", "warn");
      case PUBLISHED -> new StateBadge("Published", "good");
      case REJECTED -> new StateBadge("Rejected", "bad");
      case MISSED -> new StateBadge("Missed", "bad");
      case CANCELLED -> new StateBadge("Cancelled", "calm");
      case REHEARSED -> new StateBadge("Rehearsed", "calm");
    };
  }
}
