// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.time.Instant;

/**
 * One version of a story; it never changes.
 *
 * @param story whose version it is
 * @param number one for the first
 * @param receivedAt when it was picked up
 * @param content what it says
 */
public record Revision(StoryId story, int number, Instant receivedAt, Content content) {}
