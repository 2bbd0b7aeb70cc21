// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story as a source brings it.
 *
 * @param source the source's name
 * @param content what it says
 * @param aliases by what names it is known; at least one
 * @param held whether it is too old to be sent by itself
 * @param continues the earlier story that it carries on; absent where it begins one. What was said
 *     of a story first, stays
 */
public record Submission(
    String source,
    Content content,
    List<Alias> aliases,
    boolean held,
    @Nullable StoryId continues) {

  /** A story that continues none. */
  public Submission(String source, Content content, List<Alias> aliases, boolean held) {
    this(source, content, aliases, held, null);
  }

  public Submission {
    aliases = List.copyOf(aliases);
    if (aliases.isEmpty()) {
      throw new IllegalArgumentException("A submission needs an alias");
    }
  }
}
