// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * JPEGs as printers' and photographers' programs write them: four inks, with Adobe's marker, which
 * also means that the inks are stored inverted; or in passes. The left half is of one colour and
 * the right half of another.
 */
final class PrintersFiles {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private PrintersFiles() {}

  /** How the four inks are stored (the last byte of Adobe's marker). */
  enum Inks {
    CMYK(0),
    YCCK(2);

    private final int transform;

    Inks(int transform) {
      this.transform = transform;
    }
  }

  /** Inks from 0, none, to 255. */
  static byte[] inks(Inks how, boolean progressive, int[] left, int[] right) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        raster.setPixel(x, y, stored(how, x < WIDTH / 2 ? left : right));
      }
    }
    byte[] adobe = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    adobe[15] = (byte) how.transform;
    return withSegment(written(new IIOImage(raster, null, null), progressive), adobe);
  }

  /** Reds and greens in several passes, from coarse to fine. */
  static byte[] progressive() {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        picture.setRGB(x, y, x < WIDTH / 2 ? 0xC81E1E : 0x1EA03C);
      }
    }
    return written(new IIOImage(picture, null, null), true);
  }

  /** ITU-T T.872, 6.1 and 6.5.3: of what is left of white, and black as it is. */
  private static int[] stored(Inks how, int[] inks) {
    if (how == Inks.CMYK) {
      return new int[] {255 - inks[0], 255 - inks[1], 255 - inks[2], 255 - inks[3]};
    }
    double light = 0.299 * inks[0] + 0.587 * inks[1] + 0.114 * inks[2];
    return new int[] {
      (int) Math.round(light),
      (int) Math.min(255, Math.round(128 + (inks[2] - light) / 1.772)),
      (int) Math.min(255, Math.round(128 + (inks[0] - light) / 1.402)),
      255 - inks[3]
    };
  }

  private static byte[] written(IIOImage image, boolean progressive) {
    ImageWriter writer = jdkWriter();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(0.95f);
      if (progressive) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(stream);
      writer.write(null, image, how);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The JDK's writes four bands as they are; other writers convert them. */
  private static ImageWriter jdkWriter() {
    var writers = ImageIO.getImageWritersByFormatName("jpeg");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
    throw new IllegalStateException("This JDK writes no JPEG");
  }

  private static byte[] withSegment(byte[] jpeg, byte[] segment) {
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /**
   * A press whose first ink is red, its second green, its third blue: no reader gets its colours
   * right without looking at it (ICC.1:2001-04, 6.5.8). Its way back, from colours to inks, is
   * there because readers refuse a profile without one; it says nothing.
   */
  static byte[] strangePress() {
    int forth = 48 + 4 * 256 + 16 * 3 + 3 * 256;
    int back = 48 + 3 * 256 + 8 * 4 + 4 * 256;
    ByteBuffer profile = ByteBuffer.allocate(156 + forth + back);
    profile.putInt(profile.capacity()).putInt(0).putInt(0x02200000);
    profile.put(ascii("prtrCMYKLab ")).position(36).put(ascii("acsp"));
    profile.position(68).putInt(0xF6D6).putInt(0x10000).putInt(0xD32D);
    profile.position(128).putInt(2);
    profile.put(ascii("A2B0")).putInt(156).putInt(forth);
    profile.put(ascii("B2A0")).putInt(156 + forth).putInt(back);
    beginTable(profile, 4, 3);
    for (int corner = 0; corner < 16; corner++) {
      profile.put(printed(corner));
    }
    straight(profile, 3);
    beginTable(profile, 3, 4);
    profile.put(new byte[8 * 4]);
    straight(profile, 4);
    return profile.array();
  }

  private static void beginTable(ByteBuffer profile, int from, int to) {
    profile.put(ascii("mft1")).putInt(0).put(new byte[] {(byte) from, (byte) to, 2, 0});
    for (int cell = 0; cell < 9; cell++) {
      profile.putInt(cell % 4 == 0 ? 0x10000 : 0);
    }
    straight(profile, from);
  }

  /** L*, a* and b* of the inks whose bits are set, the first ink being the highest. */
  private static byte[] printed(int inks) {
    return switch (inks) {
      case 0 -> lab(100, 0, 0);
      case 8 -> lab(50, 70, 50);
      case 4 -> lab(60, -60, 50);
      case 2 -> lab(35, 30, -80);
      default -> lab(10, 0, 0);
    };
  }

  private static byte[] lab(int light, int a, int b) {
    return new byte[] {(byte) (light * 255 / 100), (byte) (a + 128), (byte) (b + 128)};
  }

  private static void straight(ByteBuffer profile, int tables) {
    for (int entry = 0; entry < tables * 256; entry++) {
      profile.put((byte) entry);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
