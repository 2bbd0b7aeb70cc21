// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;

/**
 * What is kept of a picture, in pixels: no less than the ratios demand, and of one side all.
 *
 * @param x from the left
 * @param y from the top
 * @param width of what is kept
 * @param height of what is kept
 */
record Crop(int x, int y, int width, int height) {

  /** How much more the middle of what is kept counts than its borders: subjects want air. */
  private static final double AIR = 0.6;

  /** A tie goes to the middle; of what is too high, to the upper part, where heads are. */
  private static final double MIDDLE = 0.5;

  private static final double UPPER = 0.35;
  private static final double PULL = 0.08;

  static Crop of(BufferedImage picture, double minRatio, double maxRatio) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    double ratio = (double) width / height;
    if (ratio > maxRatio) {
      int kept = Math.max(1, (int) Math.floor(height * maxRatio));
      return new Crop(start(Saliency.of(picture).columns(), width, kept, MIDDLE), 0, kept, height);
    }
    if (ratio < minRatio) {
      int kept = Math.max(1, (int) Math.floor(width / minRatio));
      return new Crop(0, start(Saliency.of(picture).rows(), height, kept, UPPER), width, kept);
    }
    return new Crop(0, 0, width, height);
  }

  /** Where the window of this size sees most. */
  private static int start(double[] worth, int whole, int kept, double favourite) {
    int window = Math.max(1, (int) Math.round((double) kept * worth.length / whole));
    int spare = worth.length - window;
    double mean = mean(worth);
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int from = 0; from <= spare; from++) {
      double distance = Math.abs(from - spare * favourite) / worth.length;
      double seen = seen(worth, from, window) - PULL * distance * mean * window;
      if (seen > most) {
        most = seen;
        best = from;
      }
    }
    return (int) Math.round((whole - kept) * (spare == 0 ? favourite : (double) best / spare));
  }

  private static double mean(double[] worth) {
    double sum = 0;
    for (double each : worth) {
      sum += each;
    }
    return sum / worth.length;
  }

  private static double seen(double[] worth, int from, int window) {
    double seen = 0;
    for (int index = 0; index < window; index++) {
      double fromMiddle = Math.abs(2 * (index + 0.5) / window - 1);
      seen += worth[from + index] * (1 - AIR * fromMiddle * fromMiddle);
    }
    return seen;
  }

  BufferedImage from(BufferedImage picture) {
    if (this.width == picture.getWidth() && this.height == picture.getHeight()) {
      return picture;
    }
    BufferedImage kept = new BufferedImage(this.width, this.height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[this.width];
    for (int row = 0; row < this.height; row++) {
      picture.getRaster().getDataElements(this.x, this.y + row, this.width, 1, line);
      kept.getRaster().setDataElements(0, row, this.width, 1, line);
    }
    return kept;
  }
}
