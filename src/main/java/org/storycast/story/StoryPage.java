// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some stories, newest first.
 *
 * @param stories at most as many as were asked for
 * @param next where the next page begins; null on the last one
 */
public record StoryPage(List<Story> stories, @Nullable Position next) {

  public StoryPage {
    stories = List.copyOf(stories);
  }

  /**
   * A place between two stories; it stays where it is when newer stories come.
   *
   * @param firstSeenAt of the story before it
   * @param id of the story before it
   */
  public record Position(Instant firstSeenAt, StoryId id) {

    /** Reads the form that {@link #toString()} writes. */
    public static Position parse(String text) {
      int mark = text.indexOf('_');
      try {
        return new Position(
            Instant.parse(text.substring(0, Math.max(0, mark))),
            StoryId.parse(text.substring(mark + 1)));
      } catch (DateTimeException | IllegalArgumentException malformed) {
        throw new IllegalArgumentException(
            "\"%s\" is no position; take it from a page's \"next\"".formatted(text), malformed);
      }
    }

    @Override
    public String toString() {
      return this.firstSeenAt + "_" + this.id;
    }
  }
}
