// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/**
 * One text of a post and its limit. The template {@code templates/<kind>/<name>.<ext>} makes it.
 *
 * @param name such as {@code message}, {@code title}, {@code caption}
 * @param limit the most that the platform takes, in the measure's unit
 * @param measure how the platform counts
 */
public record PartProfile(String name, int limit, TextMeasure measure) {}
