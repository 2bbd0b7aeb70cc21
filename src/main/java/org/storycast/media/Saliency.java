// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;

/**
 * How much there is to see in each column and each row of a picture: edges, colours that stand out,
 * and skin, of whatever shade, which counts most. Looks at the light and the colours of a small
 * copy, and knows nothing else.
 *
 * @param columns from left to right, each for {@code 1/columns.length} of the width
 * @param rows from top to bottom
 */
record Saliency(double[] columns, double[] rows) {

  private static final int SIDE = 192;
  private static final double SKIN = 90;
  private static final double VIVID = 0.25;

  static Saliency of(BufferedImage picture) {
    double factor = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    BufferedImage small =
        Scaling.scale(
            picture,
            Math.max(3, (int) Math.round(picture.getWidth() * factor)),
            Math.max(3, (int) Math.round(picture.getHeight() * factor)));
    Saliency saliency = new Saliency(new double[small.getWidth()], new double[small.getHeight()]);
    for (int y = 1; y < small.getHeight() - 1; y++) {
      for (int x = 1; x < small.getWidth() - 1; x++) {
        double worth = worth(small, x, y);
        saliency.columns[x] += worth / small.getHeight();
        saliency.rows[y] += worth / small.getWidth();
      }
    }
    return saliency;
  }

  private static double worth(BufferedImage picture, int x, int y) {
    int pixel = picture.getRGB(x, y);
    double across = light(picture.getRGB(x + 1, y)) - light(picture.getRGB(x - 1, y));
    double down = light(picture.getRGB(x, y + 1)) - light(picture.getRGB(x, y - 1));
    double edges = Math.min(80, Math.hypot(across, down));
    return edges + VIVID * vividness(pixel) + (isSkin(pixel) ? SKIN : 0);
  }

  private static double light(int pixel) {
    return 0.299 * red(pixel) + 0.587 * green(pixel) + 0.114 * blue(pixel);
  }

  private static int vividness(int pixel) {
    int most = Math.max(red(pixel), Math.max(green(pixel), blue(pixel)));
    return most - Math.min(red(pixel), Math.min(green(pixel), blue(pixel)));
  }

  /** Skin differs in light, hardly in hue: the red and blue differences from light say it. */
  private static boolean isSkin(int pixel) {
    double light = light(pixel);
    double redness = 0.713 * (red(pixel) - light);
    double blueness = 0.564 * (blue(pixel) - light);
    return light > 35
        && redness > 6
        && redness < 45
        && blueness > -50
        && blueness < -5
        && red(pixel) > green(pixel)
        && green(pixel) > blue(pixel) * 0.9;
  }

  private static int red(int pixel) {
    return pixel >> 16 & 255;
  }

  private static int green(int pixel) {
    return pixel >> 8 & 255;
  }

  private static int blue(int pixel) {
    return pixel & 255;
  }
}
