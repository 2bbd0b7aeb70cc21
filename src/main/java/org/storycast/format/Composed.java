// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.List;
import org.storycast.channel.Post;

/**
 * A post with what an editor wants to know about it.
 *
 * @param post what would be published
 * @param measured each part's length against its limit
 * @param warnings what an editor should look at, such as a text that was shortened
 */
public record Composed(Post post, List<Measured> measured, List<String> warnings) {

  public Composed {
    measured = List.copyOf(measured);
    warnings = List.copyOf(warnings);
  }

  /**
   * A part's length.
   *
   * @param part the part's name
   * @param length in the platform's unit
   * @param limit the most that the platform takes
   * @param unit the unit's name in the plural
   */
  public record Measured(String part, int length, int limit, String unit) {}
}
