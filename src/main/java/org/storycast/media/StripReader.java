// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Reads a picture within bounded memory: a large one strip by strip, each made smaller by the mean
 * of its pixels, so that nothing of it glitters as it would where pixels were left out.
 */
final class StripReader {

  /** Enough for any platform, and 64 MB. */
  private static final int MOST_KEPT = 16_000_000;

  private static final int MOST_AT_ONCE = 16_000_000;

  private final ImageReader reader;
  private final SrgbOnWhite colours;

  StripReader(ImageReader reader, PictureFile file) {
    this.reader = reader;
    this.colours = new SrgbOnWhite(file.profileOfPng().orElse(null));
  }

  BufferedImage read() throws IOException {
    int width = this.reader.getWidth(0);
    int height = this.reader.getHeight(0);
    int step = (int) Math.ceil(Math.sqrt((double) width * height / MOST_KEPT));
    if (step == 1) {
      return this.colours.of(this.reader.read(0, this.reader.getDefaultReadParam()));
    }
    BufferedImage kept = new BufferedImage(width / step, height / step, BufferedImage.TYPE_INT_RGB);
    int lines = Math.max(1, MOST_AT_ONCE / width / step);
    for (int line = 0; line < kept.getHeight(); line += lines) {
      int taken = Math.min(lines, kept.getHeight() - line);
      ImageReadParam part = this.reader.getDefaultReadParam();
      part.setSourceRegion(new Rectangle(0, line * step, kept.getWidth() * step, taken * step));
      BufferedImage strip = Scaling.averaged(this.colours.of(this.reader.read(0, part)), step);
      kept.getRaster().setDataElements(0, line, strip.getRaster());
    }
    return kept;
  }
}
