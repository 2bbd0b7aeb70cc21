// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.net.URI;

/**
 * A picture of a story.
 *
 * @param address absolute, http or https
 * @param altText what it shows; may be empty
 * @param caption may be empty
 * @param credit whose picture it is, without the words "Photo credit:"; may be empty
 */
public record Picture(URI address, String altText, String caption, String credit) {}
