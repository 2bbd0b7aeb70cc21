// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

/** There is no story with this identity. */
public final class UnknownStoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names the story. */
  public UnknownStoryException(StoryId story) {
    super("There is no story %s; list the stories to see their identities".formatted(story));
  }
}
