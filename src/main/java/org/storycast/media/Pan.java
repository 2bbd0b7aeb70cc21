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
    double ratio = (double) width / height;
    return placed(scaled, Crop.of(scaled, ratio, ratio), width, height, sideways, frames);
  }

  /** The way leads across what there is to see. */
  private static Pan placed(
      BufferedImage picture, Crop seen, int width, int height, boolean sideways, int frames) {
    int spareWidth = picture.getWidth() - width;
    int spareHeight = picture.getHeight() - height;
    int framesPerPixel = rhythm(sideways ? spareWidth : spareHeight, frames);
    int way = frames / framesPerPixel;
    int wayAcross = sideways ? way : 0;
    int wayDown = sideways ? 0 : way;
    int x = seen.x() + (seen.width() - width - wayAcross) / 2;
    int y = seen.y() + Math.round((seen.height() - height - wayDown) * UPPER);
    return new Pan(
        picture,
        Math.clamp(x, 0, Math.max(0, spareWidth - wayAcross)),
        Math.clamp(y, 0, Math.max(0, spareHeight - wayDown)),
        sideways,
        framesPerPixel);
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
