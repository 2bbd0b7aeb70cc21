// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.List;

/**
 * A story as a source brings it.
 *
 * @param source the source's name
 * @param content what it says
 * @param aliases by what names it is known; at least one
 * @param held whether it is too old to be sent by itself
 */
public record Submission(String source, Content content, List<Alias> aliases, boolean held) {

  public Submission {
    aliases = List.copyOf(aliases);
    if (aliases.isEmpty()) {
      throw new IllegalArgumentException("A submission needs an alias");
    }
  }
}
