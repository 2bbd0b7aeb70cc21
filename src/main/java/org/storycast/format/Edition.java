// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.DigestRhythm;
import org.storycast.story.Revision;

/**
 * What one post is to tell.
 *
 * @param stories at least one
 * @param rhythm of the digest that it is; absent where it is one story's own post
 * @param leftOut how many more stories the digest would tell, had it no limit
 */
public record Edition(List<Revision> stories, @Nullable DigestRhythm rhythm, int leftOut) {

  public Edition {
    stories = List.copyOf(stories);
  }

  /** The edition of one story. */
  public static Edition of(Revision revision) {
    return new Edition(List.of(revision), null, 0);
  }

  /** Whether it is a digest, be it of one story. */
  public boolean isDigest() {
    return this.rhythm != null;
  }
}
