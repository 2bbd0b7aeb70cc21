// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What a file says of itself, as far as TikTok looks.
 *
 * @param duration by its movie header
 * @param width by its first track
 * @param height by its first track
 */
record TiktokFilm(Duration duration, int width, int height) {

  private static final int SHORTEST_SIDE = 360;
  private static final int LONGEST_SIDE = 4096;

  /** What TikTok's processing ends with: empty where the film is good. */
  static Optional<String> failureOf(byte[] bytes, Duration longest) {
    Optional<TiktokFilm> film = read(bytes);
    if (film.isEmpty()) {
      return Optional.of("file_format_check_failed");
    }
    if (film.get().duration().compareTo(longest) > 0) {
      return Optional.of("duration_check_failed");
    }
    return fits(film.get().width()) && fits(film.get().height())
        ? Optional.empty()
        : Optional.of("picture_size_check_failed");
  }

  private static boolean fits(int side) {
    return side >= SHORTEST_SIDE && side <= LONGEST_SIDE;
  }

  private static Optional<TiktokFilm> read(byte[] bytes) {
    int movie = indexOf(bytes, "mvhd");
    int track = indexOf(bytes, "tkhd");
    boolean isFilm =
        bytes.length > 8 && new String(bytes, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp");
    if (!isFilm || movie < 0 || track < 0) {
      return Optional.empty();
    }
    ByteBuffer file = ByteBuffer.wrap(bytes);
    long scale = Integer.toUnsignedLong(file.getInt(movie + 16));
    long length = Integer.toUnsignedLong(file.getInt(movie + 20));
    return Optional.of(
        new TiktokFilm(
            Duration.ofMillis(length * 1000 / scale),
            file.getInt(track + 80) >>> 16,
            file.getInt(track + 84) >>> 16));
  }

  private static int indexOf(byte[] bytes, String box) {
    byte[] name = box.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + 92 < bytes.length; at++) {
      if (bytes[at] == name[0]
          && bytes[at + 1] == name[1]
          && bytes[at + 2] == name[2]
          && bytes[at + 3] == name[3]) {
        return at;
      }
    }
    return -1;
  }
}
