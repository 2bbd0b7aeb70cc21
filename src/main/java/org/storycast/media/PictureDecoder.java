// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes a picture that came from outside: JPEG (a printer's CMYK too), PNG, WebP, GIF, BMP or
 * TIFF; of one that moves, the first frame. Its size is looked at before any pixel is, and a large
 * one is made smaller while it is read.
 */
final class PictureDecoder {

  /** No camera of the press takes more; a file that claims more is made to fill the memory. */
  private static final long MOST_PIXELS = 120_000_000;

  /** The readers of some files hold all of their pixels, whatever part is asked for. */
  private static final long MOST_PIXELS_AT_ONCE = 40_000_000;

  private static final int LEAST_SIDE = 160;

  private PictureDecoder() {}

  /**
   * Decodes the picture, turns it upright and brings it to sRGB without transparency.
   *
   * @throws IOException when it is no picture, too small or too large; the message says which
   */
  static BufferedImage decode(byte[] bytes) throws IOException {
    PictureFile file = new PictureFile(bytes);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new IOException("It is %s, which can't be read".formatted(file.kind()));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        check(file, reader.getWidth(0), reader.getHeight(0));
        return ExifOrientation.in(file.exif()).upright(new StripReader(reader, file).read());
      } catch (RuntimeException | EOFException broken) {
        // readers answer some malformed files so
        throw new IOException("It is broken", broken);
      } finally {
        reader.dispose();
      }
    }
  }

  private static void check(PictureFile file, int width, int height) throws IOException {
    long pixels = (long) width * height;
    if (pixels > MOST_PIXELS || pixels > MOST_PIXELS_AT_ONCE && file.isReadAtOnce()) {
      throw new IOException("It claims to be %d by %d pixels".formatted(width, height));
    }
    if (Math.min(width, height) < LEAST_SIDE) {
      throw new IOException("It is only %d by %d pixels".formatted(width, height));
    }
    if (file.hasEndlessScans()) {
      throw new IOException("It has more passes than any camera writes");
    }
  }
}
