// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.net.URI;

/**
 * A story's own picture and what a platform takes of it. Equal ones give the same file.
 *
 * @param picture where it is
 * @param credit whose picture it is, which the file says too; may be empty
 * @param maxWidth in pixels
 * @param maxHeight in pixels
 * @param minRatio the narrowest, width by height
 * @param maxRatio the widest
 * @param maxBytes of the file
 */
public record Fit(
    URI picture,
    String credit,
    int maxWidth,
    int maxHeight,
    double minRatio,
    double maxRatio,
    long maxBytes) {}
