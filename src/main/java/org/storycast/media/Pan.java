// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;

/**
 * A picture that moves slowly behind a window. It moves by whole pixels at an even rhythm: anything
 * else trembles.
 *
 * @param picture scaled so that the window never looks beyond it
 * @param x the window's place for the first frame, from the left
 * @param y the same from the top
 * @param sideways whether it moves sideways or downwards
 * @param framesPerPixel its rhythm
 */
record Pan(BufferedImage picture, int x, int y, boolean sideways, int framesPerPixel) {

  /** Slower than this looks as if it stood still and sometimes jumped. */
  private static final int SLOWEST = 3;

  /** Faces are in the upper part of pictures. */
  private static final float UPPER = 0.3f;

  static Pan of(BufferedImage picture, int width, int height, int frames) {
    float cover =
        Math.max((float) width / picture.getWidth(), (float) height / picture.getHeight());
    float spareWidth = picture.getWidth() * cover - width;
    float spareHeight = picture.getHeight() * cover - height;
    boolean sideways = spareWidth >= spareHeight;
    float spare = Math.max(spareWidth, spareHeight);
    int way = frames / SLOWEST + 1;
    float zoom = cover;
    if (spare < way) {
      int window = sideways ? width : height;
      zoom = cover * (window + way) / (window + spare);
    }
    BufferedImage scaled = Scaling.scale(picture, zoom);
    return placed(scaled, width, height, sideways, frames);
  }

  private static Pan placed(
      BufferedImage picture, int width, int height, boolean sideways, int frames) {
    int spareWidth = picture.getWidth() - width;
    int spareHeight = picture.getHeight() - height;
    int framesPerPixel = rhythm(sideways ? spareWidth : spareHeight, frames);
    int way = frames / framesPerPixel;
    int x = (spareWidth - (sideways ? way : 0)) / 2;
    int y = Math.round((spareHeight - (sideways ? 0 : way)) * UPPER);
    return new Pan(picture, Math.max(0, x), Math.max(0, y), sideways, framesPerPixel);
  }

  private static int rhythm(int spare, int frames) {
    for (int framesPerPixel = 1; framesPerPixel < SLOWEST; framesPerPixel++) {
      if (frames / framesPerPixel <= spare) {
        return framesPerPixel;
      }
    }
    return SLOWEST;
  }

  /** The window's place as an expression of the frame's number {@code n}. */
  String places() {
    String moved = "+floor(n/%d)".formatted(this.framesPerPixel);
    return "%d%s:%d%s"
        .formatted(this.x, this.sideways ? moved : "", this.y, this.sideways ? "" : moved);
  }
}
