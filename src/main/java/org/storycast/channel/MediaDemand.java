// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A medium without which the platform takes no post, or which makes the post better. */
public sealed interface MediaDemand {

  /** Names it among the post's attachments, such as {@code card} or {@code film}. */
  String role();

  /** Whether there is no post without it; otherwise a post goes out without what can't be had. */
  boolean required();

  /**
   * A drawn still picture: baseline JPEG in sRGB.
   *
   * @param width in pixels
   * @param height in pixels
   * @param branded whether it shows the newsroom's name; some platforms forbid name, logo and
   *     promotion
   */
  record Card(String role, int width, int height, boolean branded, boolean required)
      implements MediaDemand {}

  /**
   * A drawn film: MP4, H.264 and AAC, its index first.
   *
   * @param width in pixels
   * @param height in pixels
   * @param longest the longest that the platform takes
   * @param branded as for a {@link Card}
   */
  record Film(
      String role, int width, int height, Duration longest, boolean branded, boolean required)
      implements MediaDemand {}

  /**
   * The story's own pictures, each fitted to what the platform takes; they all have this role, in
   * the story's order.
   *
   * @param most how many the post carries
   * @param frame what the platform takes
   * @param otherwise the card that is drawn where the story has no picture that can be used; absent
   *     where the post goes out without one. It has the same role.
   */
  record Pictures(String role, int most, Frame frame, @Nullable Card otherwise)
      implements MediaDemand {

    @Override
    public boolean required() {
      return this.otherwise != null && this.otherwise.required();
    }
  }

  /**
   * The spoken and shown words of the post's film with their times, as a file.
   *
   * @param mediaType {@code application/x-subrip} or {@code text/vtt}
   */
  record Captions(String role, String mediaType) implements MediaDemand {

    @Override
    public boolean required() {
      return false;
    }
  }

  /** A branded card of the given size, without which there is no post. */
  static Card card(String role, int width, int height) {
    return new Card(role, width, height, true, true);
  }

  /** A branded film of the given size, without which there is no post. */
  static Film film(String role, int width, int height, Duration longest) {
    return new Film(role, width, height, longest, true, true);
  }
}
