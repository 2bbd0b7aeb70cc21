// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.UUID;

/**
 * Identifies a story for ever, whatever its address becomes.
 *
 * @param value a UUID
 */
public record StoryId(UUID value) {

  /** Reads the form that {@link #toString()} writes. */
  public static StoryId parse(String text) {
    return new StoryId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return this.value.toString();
  }
}
