// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which stories are asked for; what is null does not matter.
 *
 * @param source brought by this source first
 * @param section in this section, in any case of letters
 * @param headline with this text in the headline, in any case of letters
 * @param withdrawn taken back or not
 * @param since picked up at this moment or later
 */
public record StoryFilter(
    @Nullable String source,
    @Nullable String section,
    @Nullable String headline,
    @Nullable Boolean withdrawn,
    @Nullable Instant since) {

  /** All stories. */
  public static StoryFilter all() {
    return new StoryFilter(null, null, null, null, null);
  }
}
