// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.time.Duration;

/** Draws what a story lacks, and fits what it has. What was made once is not made again. */
public interface Studio {

  /**
   * Draws a card: baseline JPEG in sRGB.
   *
   * @throws DrawingException when it can't be drawn
   */
  StoredMedia card(Brief brief);

  /**
   * Makes of a story's own picture what a platform takes: upright, baseline JPEG in sRGB, without
   * what the camera noted.
   *
   * @throws DrawingException when there is no picture, or none that can be used; its message says
   *     what is wrong with it
   */
  StoredMedia picture(Fit fit);

  /**
   * Writes what the film of this brief shows, with the times.
   *
   * @param longest as for the film
   * @param mediaType {@code application/x-subrip} or {@code text/vtt}
   * @throws DrawingException when there is no film of this brief, or no such type
   */
  StoredMedia captions(Brief brief, Duration longest, String mediaType);

  /**
   * Draws a film, upright or wide, of 15 to 40 seconds: MP4, H.264 and AAC, its index first.
   *
   * @param longest the longest that the platform takes
   * @throws DrawingException when it can't be drawn
   */
  StoredMedia film(Brief brief, Duration longest);
}
