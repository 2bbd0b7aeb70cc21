// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import org.storycast.channel.DigestRhythm;

/**
 * A digest in a list of deliveries.
 *
 * @param rhythm how often it comes
 * @param stories how many it was made with
 */
public record DigestInBrief(DigestRhythm rhythm, int stories) {

  /** As people call it. */
  public String title() {
    String name =
        switch (this.rhythm) {
          case DAILY -> "Daily digest";
          case WEEKLY -> "Weekly digest";
        };
    return "%s, %d %s".formatted(name, this.stories, this.stories == 1 ? "story" : "stories");
  }
}
