// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.time.Duration;

/**
 * A picture or film in the library.
 *
 * @param digest the SHA-256 of its bytes in lower-case hexadecimal digits; also its name
 * @param mediaType such as {@code image/jpeg}
 * @param size in bytes
 * @param width in pixels
 * @param height in pixels
 * @param duration of a film; zero for a picture
 */
public record StoredMedia(
    String digest, String mediaType, long size, int width, int height, Duration duration) {
  /** How a file of this type is called, such as {@code jpg}. */
  public String extension() {
    String subtype = this.mediaType.substring(this.mediaType.indexOf('/') + 1);
    return switch (subtype) {
      case "jpeg" -> "jpg";
      case "x-subrip" -> "srt";
      default -> subtype;
    };
  }
}
