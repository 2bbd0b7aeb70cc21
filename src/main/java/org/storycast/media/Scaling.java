// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Scales pictures without glitter and without coarse steps. */
final class Scaling {

  /** How many lobes of the sinc function count. */
  private static final int LOBES = 3;

  private Scaling() {}

  static BufferedImage scale(BufferedImage picture, float factor) {
    return scale(
        picture,
        Math.max(1, (int) Math.ceil(picture.getWidth() * factor)),
        Math.max(1, (int) Math.ceil(picture.getHeight() * factor)));
  }

  /** Scales to a size: by halves where it becomes much smaller, and the rest by Lanczos' filter. */
  static BufferedImage scale(BufferedImage picture, int width, int height) {
    BufferedImage current = picture;
    while (current.getWidth() >= 3 * width && current.getHeight() >= 3 * height) {
      current = averaged(current, 2);
    }
    return turned(turned(current, width), height);
  }

  /** Each pixel is the mean of a square of pixels; what is left over at the ends is cut. */
  static BufferedImage averaged(BufferedImage picture, int step) {
    int width = picture.getWidth() / step;
    int height = picture.getHeight() / step;
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] sums = new int[3 * width];
    int[] line = new int[picture.getWidth()];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, step * step / 2);
      for (int part = 0; part < step; part++) {
        picture.getRaster().getDataElements(0, y * step + part, line.length, 1, line);
        add(line, step, sums);
      }
      small.getRaster().setDataElements(0, y, width, 1, means(sums, step * step));
    }
    return small;
  }

  private static void add(int[] line, int step, int[] sums) {
    for (int x = 0; x < sums.length / 3 * step; x++) {
      int at = x / step * 3;
      sums[at] += line[x] >> 16 & 255;
      sums[at + 1] += line[x] >> 8 & 255;
      sums[at + 2] += line[x] & 255;
    }
  }

  private static int[] means(int[] sums, int count) {
    int[] means = new int[sums.length / 3];
    for (int x = 0; x < means.length; x++) {
      means[x] = sums[3 * x] / count << 16 | sums[3 * x + 1] / count << 8 | sums[3 * x + 2] / count;
    }
    return means;
  }

  /** Scales the width, and exchanges width and height. */
  private static BufferedImage turned(BufferedImage picture, int width) {
    int height = picture.getHeight();
    BufferedImage turned = new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
    Weights weights = Weights.of(picture.getWidth(), width);
    int[] line = new int[picture.getWidth()];
    int[] scaled = new int[width];
    for (int y = 0; y < height; y++) {
      picture.getRaster().getDataElements(0, y, line.length, 1, line);
      for (int x = 0; x < width; x++) {
        scaled[x] = weights.at(x, line);
      }
      turned.getRaster().setDataElements(y, 0, 1, width, scaled);
    }
    return turned;
  }

  /**
   * How much each old pixel counts for each new one.
   *
   * @param first the first old pixel that counts
   * @param shares of it and those after it; their sum is one
   */
  private record Weights(int[] first, float[][] shares) {

    static Weights of(int from, int to) {
      double step = (double) from / to;
      double reach = Math.max(1, step);
      Weights weights = new Weights(new int[to], new float[to][]);
      for (int x = 0; x < to; x++) {
        double middle = (x + 0.5) * step;
        int start = Math.max(0, (int) Math.ceil(middle - LOBES * reach - 0.5));
        int end = Math.min(from, (int) Math.floor(middle + LOBES * reach + 0.5));
        weights.first[x] = start;
        weights.shares[x] = shares(start, end, middle, reach);
      }
      return weights;
    }

    private static float[] shares(int start, int end, double middle, double reach) {
      float[] shares = new float[end - start];
      float sum = 0;
      for (int index = 0; index < shares.length; index++) {
        shares[index] = (float) lanczos((start + index + 0.5 - middle) / reach);
        sum += shares[index];
      }
      for (int index = 0; index < shares.length; index++) {
        shares[index] /= sum;
      }
      return shares;
    }

    private static double lanczos(double x) {
      if (x == 0) {
        return 1;
      }
      double angle = Math.PI * x;
      return Math.abs(x) >= LOBES
          ? 0
          : LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }

    int at(int x, int[] line) {
      float red = 0.5f;
      float green = 0.5f;
      float blue = 0.5f;
      int old = this.first[x];
      for (float share : this.shares[x]) {
        int pixel = line[old++];
        red += share * (pixel >> 16 & 255);
        green += share * (pixel >> 8 & 255);
        blue += share * (pixel & 255);
      }
      return bounded(red) << 16 | bounded(green) << 8 | bounded(blue);
    }

    private static int bounded(float value) {
      return Math.clamp((int) value, 0, 255);
    }
  }
}
