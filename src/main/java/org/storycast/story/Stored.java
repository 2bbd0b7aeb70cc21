// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

/** What became of a submission. */
public sealed interface Stored {

  /** The story as it is now. */
  Story story();

  /** It is a new story. */
  record Added(Story story) implements Stored {}

  /** It is a known story that says something else now. */
  record Revised(Story story) implements Stored {}

  /** It is a known story that says what it said. */
  record Unchanged(Story story) implements Stored {}
}
