// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Duration;

/**
 * A picture or film without which the platform takes no post, or which makes the post better.
 *
 * @param role names it among the post's attachments, such as {@code card} or {@code film}
 * @param form what it is
 * @param width in pixels
 * @param height in pixels
 * @param longest the longest film that the platform takes; zero for a picture
 * @param unbranded whether the platform forbids the newsroom's name, logo or promotion on it
 */
public record MediaDemand(
    String role, Form form, int width, int height, Duration longest, boolean unbranded) {

  /** What kinds of media can be drawn. */
  public enum Form {
    /** A still picture: baseline JPEG in sRGB. */
    CARD,
    /** A vertical film: MP4, H.264 and AAC, its index first. */
    FILM
  }

  /** A branded card of the given size. */
  public static MediaDemand card(String role, int width, int height) {
    return new MediaDemand(role, Form.CARD, width, height, Duration.ZERO, false);
  }

  /** A branded film of the given size. */
  public static MediaDemand film(String role, int width, int height, Duration longest) {
    return new MediaDemand(role, Form.FILM, width, height, longest, false);
  }

  /** The same without name, logo or promotion. */
  public MediaDemand withoutBrand() {
    return new MediaDemand(this.role, this.form, this.width, this.height, this.longest, true);
  }
}
