// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.time.Duration;

/** Draws what a story lacks. What was drawn once is not drawn again. */
public interface Studio {

  /**
   * Draws a card: baseline JPEG in sRGB.
   *
   * @throws DrawingException when it can't be drawn
   */
  StoredMedia card(Brief brief);

  /**
   * Draws a vertical film of 15 to 40 seconds: MP4, H.264 and AAC, its index first.
   *
   * @param longest the longest that the platform takes
   * @throws DrawingException when it can't be drawn
   */
  StoredMedia film(Brief brief, Duration longest);
}
