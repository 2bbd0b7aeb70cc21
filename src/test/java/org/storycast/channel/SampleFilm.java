// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.storycast.media.SampleFilms;

/**
 * A real little film of three seconds, MP4 with H.264, and its bytes for the adapter.
 *
 * @param bytes the file
 */
public record SampleFilm(byte[] bytes) implements Attachments {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 640;
  private static final Duration LENGTH = Duration.ofSeconds(3);
  private static byte @Nullable [] drawn;

  /** The film as it was encoded. */
  public static SampleFilm small() {
    return new SampleFilm(encoded().clone());
  }

  /** The same film in a file of this size: players skip the box at its end. */
  public static SampleFilm ofSize(int size) {
    byte[] film = encoded();
    int box = size - film.length;
    ByteBuffer padded = ByteBuffer.allocate(size).put(film).putInt(box);
    padded.put("free".getBytes(StandardCharsets.US_ASCII));
    while (padded.hasRemaining()) {
      padded.put((byte) (padded.position() / 1000));
    }
    return new SampleFilm(padded.array());
  }

  /** The attachment that a post carries. */
  public Attachment attachment(String role) {
    return new Attachment(
        role,
        Digest.of(this.bytes),
        "video/mp4",
        this.bytes.length,
        WIDTH,
        HEIGHT,
        LENGTH,
        "A bridge at dawn",
        URI.create("https://courier.example.org/media/film.mp4"));
  }

  @Override
  public InputStream open(Attachment attachment) {
    return new ByteArrayInputStream(this.bytes);
  }

  private static synchronized byte[] encoded() {
    if (drawn == null) {
      drawn =
          SampleFilms.of(
              "testsrc=size=%dx%d:rate=30:duration=%d"
                  .formatted(WIDTH, HEIGHT, LENGTH.toSeconds()));
    }
    return drawn;
  }
}
