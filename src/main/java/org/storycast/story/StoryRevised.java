// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

/**
 * A story says something else now.
 *
 * @param story the story
 * @param revision the number of its latest revision
 */
public record StoryRevised(StoryId story, int revision) {}
