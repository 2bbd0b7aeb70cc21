// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.storycast.channel.Attachment;
import org.storycast.channel.Attachments;
import org.storycast.channel.Digest;

/** Files that begin as their types do, and hold nothing that anybody could see. */
final class SamplePictures implements Attachments {

  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] FILM = {0, 0, 0, 8, 'f', 't', 'y', 'p'};

  private final Map<Digest, byte[]> files = new HashMap<>();

  Attachment picture(int number, int size, String altText) {
    return attachment("picture", "image/jpeg", bytes(JPEG, number, size), altText);
  }

  Attachment film(int size) {
    return attachment("film", "video/mp4", bytes(FILM, 0, size), "A bridge at dawn");
  }

  /** Something that calls itself a film. */
  Attachment brokenFilm() {
    return attachment("film", "video/mp4", new byte[100], "Nothing");
  }

  byte[] bytesOf(Attachment attachment) {
    return this.files.get(attachment.digest());
  }

  private static byte[] bytes(byte[] beginning, int number, int size) {
    byte[] bytes = new byte[size];
    for (int at = 0; at < size; at++) {
      bytes[at] = (byte) (number + at / 1000);
    }
    System.arraycopy(beginning, 0, bytes, 0, beginning.length);
    return bytes;
  }

  private Attachment attachment(String role, String type, byte[] bytes, String altText) {
    Digest digest = Digest.of(bytes);
    this.files.put(digest, bytes);
    return new Attachment(
        role,
        digest,
        type,
        bytes.length,
        1200,
        675,
        Duration.ZERO,
        altText,
        URI.create("https://courier.example.com/media/" + digest.hex()));
  }

  @Override
  public InputStream open(Attachment attachment) {
    return new ByteArrayInputStream(bytesOf(attachment));
  }
}
