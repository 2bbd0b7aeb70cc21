// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/**
 * What a platform takes of a picture. A picture is scaled down, never up, and cropped no more than
 * the ratios demand.
 *
 * @param maxWidth in pixels
 * @param maxHeight in pixels
 * @param minRatio the narrowest, width by height, such as 0.8 for 4:5
 * @param maxRatio the widest, such as 1.91
 * @param maxBytes of the file
 */
public record Frame(int maxWidth, int maxHeight, double minRatio, double maxRatio, long maxBytes) {

  public Frame {
    if (maxWidth < 1 || maxHeight < 1 || maxBytes < 1 || minRatio <= 0 || minRatio > maxRatio) {
      throw new IllegalArgumentException(
          "A frame needs positive sides and bytes, and a narrowest ratio that is not above the"
              + " widest");
    }
  }

  /** A frame of any ratio that cameras and designers make. */
  public static Frame ofAnyRatio(int maxWidth, int maxHeight, long maxBytes) {
    return new Frame(maxWidth, maxHeight, 0.05, 20, maxBytes);
  }
}
