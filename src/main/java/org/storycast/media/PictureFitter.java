// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;

/** Makes of a story's picture what a platform takes. */
final class PictureFitter {

  /** Below these, a picture shows blocks; it is made smaller instead. */
  private static final float[] QUALITIES = {0.92f, 0.88f, 0.84f, 0.78f, 0.72f, 0.66f};

  private static final double SMALLER = 0.8;
  private static final int LEAST_SIDE = 100;

  private PictureFitter() {}

  /**
   * Crops as much as the ratios demand, scales down as much as the sides demand, and compresses as
   * much as the bytes demand.
   *
   * @throws DrawingException when no picture of so few bytes is worth looking at
   */
  static Fitted fit(BufferedImage picture, Fit fit) {
    BufferedImage kept = Crop.of(picture, fit.minRatio(), fit.maxRatio()).from(picture);
    double factor =
        Math.min(
            1,
            Math.min(
                (double) fit.maxWidth() / kept.getWidth(),
                (double) fit.maxHeight() / kept.getHeight()));
    double least = Math.min(factor, (double) LEAST_SIDE / shortest(kept));
    for (double each = factor; each >= least; each *= SMALLER) {
      BufferedImage scaled = scaled(kept, each, fit);
      for (float quality : QUALITIES) {
        byte[] bytes = JpegWriter.write(scaled, quality, fit.credit());
        if (bytes.length <= fit.maxBytes()) {
          return new Fitted(bytes, scaled.getWidth(), scaled.getHeight());
        }
      }
    }
    throw new DrawingException(
        "It can't be made smaller than %d bytes and within the shape that the platform takes"
            .formatted(fit.maxBytes()),
        null);
  }

  private static int shortest(BufferedImage picture) {
    return Math.min(picture.getWidth(), picture.getHeight());
  }

  /** Rounded so that the ratio stays within bounds, which platforms take by the letter. */
  private static BufferedImage scaled(BufferedImage kept, double factor, Fit fit) {
    int width = Math.clamp(Math.round(kept.getWidth() * factor), 1, fit.maxWidth());
    int height = Math.clamp(Math.round(kept.getHeight() * factor), 1, fit.maxHeight());
    while ((double) width / height > fit.maxRatio() && width > 1) {
      width--;
    }
    while ((double) width / height < fit.minRatio() && height > 1) {
      height--;
    }
    return width == kept.getWidth() && height == kept.getHeight()
        ? kept
        : Scaling.scale(kept, width, height);
  }

  /** A JPEG that the platform takes, and its sides in pixels. */
  record Fitted(byte[] bytes, int width, int height) {}
}
