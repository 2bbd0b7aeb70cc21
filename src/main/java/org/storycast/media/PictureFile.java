// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** What a picture's file says beside its pixels, as far as Java's readers keep it to themselves. */
final class PictureFile {

  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int PROGRESSIVE = 0xC2;
  private static final String EXIF_HEAD = "Exif\0\0";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Encoders write about ten; each costs another pass over all of the picture. */
  private static final int MOST_SCANS = 64;

  /** Real profiles have up to one megabyte. */
  private static final int LARGEST_PROFILE = 4_000_000;

  private final byte[] bytes;

  PictureFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** What it is, for people. */
  String kind() {
    String head = text(0, 16);
    if (head.startsWith("ftyp", 4)) {
      return head.startsWith("avi", 8)
          ? "an AVIF picture"
          : head.startsWith("hei", 8) || head.startsWith("mif", 8)
              ? "a HEIC picture"
              : "a film or a picture of an unknown kind";
    }
    boolean svg = text(0, 400).contains("<svg");
    return svg ? "an SVG drawing" : "no picture, or of an unknown kind";
  }

  private boolean isJpeg() {
    return text(0, 3).equals("\u00FF\u00D8\u00FF");
  }

  private boolean isPng() {
    return text(1, 3).equals("PNG");
  }

  private boolean isWebp() {
    return text(0, 4).equals("RIFF") && text(8, 4).equals("WEBP");
  }

  /** Whether its reader needs memory for every pixel, even where few are asked for. */
  boolean isReadAtOnce() {
    return !isPng() && !(isJpeg() && count(PROGRESSIVE, 1) == 0);
  }

  boolean hasEndlessScans() {
    return isJpeg() && count(START_OF_SCAN, MOST_SCANS + 1) > MOST_SCANS;
  }

  /** How often a marker comes, up to a number; within the data of pixels there is none. */
  private int count(int marker, int most) {
    int count = 0;
    int at = 2;
    while (at + 4 <= this.bytes.length && count < most) {
      if (number(at, 1) != 0xFF) {
        at++;
      } else if (number(at + 1, 1) == marker) {
        count++;
        at += 2 + number(at + 2, 2);
      } else {
        at += isSegment(number(at + 1, 1)) ? 2 + number(at + 2, 2) : 1;
      }
    }
    return count;
  }

  private static boolean isSegment(int marker) {
    return marker >= 0xC0 && marker < 0xFF && (marker < 0xD0 || marker > 0xD9);
  }

  /** The camera's notes, beginning with their byte order; empty where there are none. */
  ByteBuffer exif() {
    if (isJpeg()) {
      return exifOfJpeg();
    }
    return isPng() ? pngChunk("eXIf") : isWebp() ? withoutHead(webpChunk("EXIF")) : NOTHING;
  }

  private ByteBuffer exifOfJpeg() {
    int at = 2;
    while (at + 4 <= this.bytes.length && number(at, 1) == 0xFF) {
      int marker = number(at + 1, 1);
      int length = number(at + 2, 2);
      if (marker == START_OF_SCAN || length < 2 || at + 2 + length > this.bytes.length) {
        break;
      }
      if (marker == APP1 && text(at + 4, 6).equals(EXIF_HEAD)) {
        return withoutHead(ByteBuffer.wrap(this.bytes, at + 4, length - 2).slice());
      }
      at += 2 + length;
    }
    return NOTHING;
  }

  private static ByteBuffer withoutHead(ByteBuffer exif) {
    ByteBuffer head = ByteBuffer.wrap(EXIF_HEAD.getBytes(StandardCharsets.ISO_8859_1));
    boolean headed = exif.remaining() > 6 && exif.slice(0, 6).equals(head);
    return headed ? exif.slice(6, exif.remaining() - 6) : exif;
  }

  /** The profile of a PNG's colours, which its reader ignores. */
  Optional<ICC_Profile> profileOfPng() {
    ByteBuffer chunk = isPng() ? pngChunk("iCCP") : NOTHING;
    int name = 0;
    while (name < chunk.remaining() && chunk.get(name) != 0) {
      name++;
    }
    if (name + 2 >= chunk.remaining()) {
      return Optional.empty();
    }
    byte[] packed = new byte[chunk.remaining() - name - 2];
    chunk.get(name + 2, packed);
    try (InflaterInputStream data = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return Optional.of(ICC_Profile.getInstance(data.readNBytes(LARGEST_PROFILE)));
    } catch (IOException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private ByteBuffer pngChunk(String name) {
    int at = 8;
    while (at + 12 <= this.bytes.length) {
      int length = number(at, 4);
      if (length < 0 || length > this.bytes.length - at - 12) {
        break;
      }
      if (text(at + 4, 4).equals(name)) {
        return ByteBuffer.wrap(this.bytes, at + 8, length).slice();
      }
      at += 12 + length;
    }
    return NOTHING;
  }

  private ByteBuffer webpChunk(String name) {
    int at = 12;
    while (at + 8 <= this.bytes.length) {
      int length = ByteBuffer.wrap(this.bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 4);
      if (length < 0 || length > this.bytes.length - at - 8) {
        break;
      }
      if (text(at, 4).equals(name)) {
        return ByteBuffer.wrap(this.bytes, at + 8, length).slice();
      }
      at += 8 + length + length % 2;
    }
    return NOTHING;
  }

  private int number(int at, int size) {
    int number = 0;
    for (int index = at; index < at + size; index++) {
      number = number << 8 | this.bytes[index] & 0xFF;
    }
    return number;
  }

  private String text(int from, int length) {
    int start = Math.min(from, this.bytes.length);
    int end = Math.min(start + length, this.bytes.length);
    return new String(this.bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
