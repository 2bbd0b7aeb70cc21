// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sheet;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for stories: a town, a person upright, a wide steppe. */
final class SheetPictures {

  private SheetPictures() {}

  /** A town by day, of the shape that cameras make. */
  static byte[] town() {
    BufferedImage picture = sky(1800, 1200, new Color(0x5b8fc7), new Color(0xf3dcc0));
    Graphics2D graphics = pen(picture);
    Random random = new Random(11);
    for (int x = 0; x < 1800; x += 90) {
      int height = 200 + random.nextInt(500);
      graphics.setColor(new Color(70 + random.nextInt(60), 80 + random.nextInt(50), 110));
      graphics.fillRect(x, 1100 - height, 84, height);
      graphics.setColor(new Color(0xffe3a0));
      for (int y = 1120 - height; y < 1070; y += 36) {
        graphics.fillRect(x + 14, y, 14, 18);
        graphics.fillRect(x + 52, y, 14, 18);
      }
    }
    graphics.setColor(new Color(0x39424e));
    graphics.fillRect(0, 1090, 1800, 110);
    return jpeg(picture, graphics);
  }

  /** A person, head and shoulders, upright. */
  static byte[] person() {
    BufferedImage picture = sky(900, 1600, new Color(0x3e5c50), new Color(0x9ab59f));
    Graphics2D graphics = pen(picture);
    graphics.setColor(new Color(0x27364a));
    graphics.fillRoundRect(150, 760, 600, 900, 260, 260);
    graphics.setColor(new Color(198, 144, 112));
    graphics.fillRect(395, 640, 110, 150);
    graphics.fillOval(310, 320, 280, 380);
    graphics.setColor(new Color(0x2a1d17));
    graphics.fillArc(295, 280, 310, 330, 0, 180);
    graphics.fillOval(375, 490, 36, 20);
    graphics.fillOval(490, 490, 36, 20);
    graphics.setColor(new Color(150, 84, 78));
    graphics.fillArc(395, 575, 110, 60, 180, 180);
    return jpeg(picture, graphics);
  }

  /** Much wider than any platform takes, with a herd at its right. */
  static byte[] steppe() {
    BufferedImage picture = sky(3200, 700, new Color(0x86b6d9), new Color(0xe9edd8));
    Graphics2D graphics = pen(picture);
    graphics.setColor(new Color(0xa79a5b));
    graphics.fillRect(0, 420, 3200, 280);
    graphics.setColor(new Color(0x4d3526));
    for (int horse = 0; horse < 7; horse++) {
      int x = 2350 + horse * 95;
      int y = 430 + horse % 3 * 40;
      graphics.fillOval(x, y, 80, 44);
      graphics.fillOval(x + 62, y - 26, 34, 30);
      graphics.fillRect(x + 10, y + 34, 10, 42);
      graphics.fillRect(x + 58, y + 34, 10, 42);
    }
    return jpeg(picture, graphics);
  }

  private static BufferedImage sky(int width, int height, Color top, Color bottom) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = pen(picture);
    graphics.setPaint(new GradientPaint(0, 0, top, 0, height, bottom));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return picture;
  }

  private static Graphics2D pen(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return graphics;
  }

  private static byte[] jpeg(BufferedImage picture, Graphics2D graphics) {
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "jpeg", bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }
}
