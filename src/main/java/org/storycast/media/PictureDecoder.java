// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes a picture that came from outside: JPEG (a printer's CMYK too), PNG, GIF, BMP or TIFF. Its
 * size is looked at before any pixel is, and a large one is read coarsely.
 */
final class PictureDecoder {

  /** No camera takes more; a file that claims more is made to fill the memory. */
  private static final long MOST_PIXELS = 200_000_000;

  private static final int LEAST_SIDE = 160;
  private static final int ENOUGH = 2400;

  private PictureDecoder() {}

  /**
   * Decodes and turns the picture upright.
   *
   * @throws IOException when it is no picture, too small or too large; the message says which
   */
  static BufferedImage decode(byte[] bytes) throws IOException {
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new IOException("It is %s, which can't be read".formatted(nameOf(bytes)));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return ExifOrientation.of(bytes).upright(read(reader));
      } catch (RuntimeException broken) {
        // the readers of the JDK answer some malformed files so
        throw new IOException("It is broken", broken);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage read(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw new IOException("It claims to be %d by %d pixels".formatted(width, height));
    }
    if (Math.min(width, height) < LEAST_SIDE) {
      throw new IOException("It is only %d by %d pixels".formatted(width, height));
    }
    ImageReadParam coarse = reader.getDefaultReadParam();
    int step = Math.max(1, Math.min(width, height) / ENOUGH);
    coarse.setSourceSubsampling(step, step, 0, 0);
    return onWhite(reader.read(0, coarse));
  }

  private static BufferedImage onWhite(BufferedImage picture) {
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    var graphics = opaque.createGraphics();
    graphics.drawImage(picture, 0, 0, java.awt.Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  private static String nameOf(byte[] bytes) {
    String head =
        new String(
            bytes, 0, Math.min(16, bytes.length), java.nio.charset.StandardCharsets.ISO_8859_1);
    if (head.startsWith("RIFF") && head.contains("WEBP")) {
      return "a WebP picture";
    }
    return head.contains("ftypavif") ? "an AVIF picture" : "no picture, or of an unknown kind";
  }
}
