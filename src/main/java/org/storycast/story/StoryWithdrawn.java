// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

/**
 * The newsroom took a story back.
 *
 * @param story the story
 */
public record StoryWithdrawn(StoryId story) {}
