// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;

/** ICC profiles of wide colour spaces, and files that carry them. */
final class ColourProfiles {

  /** The primaries in XYZ under D50, from the published definitions of the spaces. */
  static final double[][] DISPLAY_P3 = {
    {0.5151, 0.2412, -0.0011}, {0.2920, 0.6922, 0.0419}, {0.1571, 0.0666, 0.7841}
  };

  static final double[][] ADOBE_RGB = {
    {0.6097, 0.3111, 0.0195}, {0.2053, 0.6257, 0.0609}, {0.1492, 0.0632, 0.7446}
  };

  private static final String[] NAMES = {"rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC"};
  private static final double[] WHITE = {0.9642, 1.0, 0.8249};
  private static final int TAGS = 128 + 4 + 12 * 7;

  private ColourProfiles() {}

  /** A profile of three primaries with a gamma of 2.2. */
  static byte[] of(double[][] primaries) {
    ByteBuffer profile = ByteBuffer.allocate(TAGS + 4 * 20 + 16);
    profile.putInt(profile.capacity()).putInt(0).putInt(0x02200000);
    profile.put(ascii("mntrRGB XYZ ")).position(36).put(ascii("acsp"));
    profile.position(68);
    xyz(profile, WHITE);
    profile.position(128).putInt(NAMES.length);
    for (int tag = 0; tag < NAMES.length; tag++) {
      profile.put(ascii(NAMES[tag])).putInt(TAGS + 20 * Math.min(tag, 4)).putInt(tag < 4 ? 20 : 14);
    }
    for (int tag = 0; tag < 4; tag++) {
      profile.put(ascii("XYZ ")).putInt(0);
      xyz(profile, tag < 3 ? primaries[tag] : WHITE);
    }
    return profile.put(ascii("curv")).putInt(0).putInt(1).putShort((short) 563).array();
  }

  private static void xyz(ByteBuffer profile, double[] values) {
    for (double value : values) {
      profile.putInt((int) Math.round(value * 65_536));
    }
  }

  static byte[] inJpeg(byte[] jpeg, byte[] profile) {
    return ByteBuffer.allocate(jpeg.length + profile.length + 18)
        .put(jpeg, 0, 2)
        .putShort((short) 0xFFE2)
        .putShort((short) (profile.length + 16))
        .put(ascii("ICC_PROFILE\0"))
        .put(new byte[] {1, 1})
        .put(profile)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  static byte[] inPng(byte[] png, byte[] profile) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(ascii("iCCPwide\0\0"));
    chunk.writeBytes(deflated(profile));
    return PictureFiles.withChunk(png, chunk.toByteArray());
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(bytes);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    return packed.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
