// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

/**
 * A story was stored for the first time. The event survives a crash: it is stored with the story.
 *
 * @param story the new story
 * @param held whether it is too old to be sent by itself
 */
public record StoryAdded(StoryId story, boolean held) {}
