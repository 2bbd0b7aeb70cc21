// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The newspaper's picture: a footbridge over a river at dawn, drawn, so that nobody owns it. */
final class BridgePicture {

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1000;
  private static final int WATER = 640;

  private BridgePicture() {}

  static byte[] draw() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    sky(pen);
    hills(pen);
    river(pen);
    bridge(pen);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  private static void sky(Graphics2D pen) {
    pen.setPaint(new GradientPaint(0, 0, new Color(0x2b4a78), 0, WATER, new Color(0xf6b78b)));
    pen.fillRect(0, 0, WIDTH, WATER);
    pen.setColor(new Color(0xffe9c7));
    pen.fillOval(1080, 430, 170, 170);
  }

  private static void hills(Graphics2D pen) {
    int[] colors = {0x8a6f86, 0x5f5673, 0x3d4159};
    for (int layer = 0; layer < colors.length; layer++) {
      Path2D hill = new Path2D.Double();
      hill.moveTo(0, HEIGHT);
      for (int x = 0; x <= WIDTH; x += 20) {
        double wave = Math.sin(x / (210.0 - 40 * layer) + 2 * layer) * (60 - 12 * layer);
        hill.lineTo(x, 520 + 45 * layer + wave);
      }
      hill.lineTo(WIDTH, HEIGHT);
      pen.setColor(new Color(colors[layer]));
      pen.fill(hill);
    }
  }

  private static void river(Graphics2D pen) {
    pen.setPaint(new GradientPaint(0, WATER, new Color(0xd99f86), 0, HEIGHT, new Color(0x1d3350)));
    pen.fillRect(0, WATER, WIDTH, HEIGHT - WATER);
    pen.setColor(new Color(255, 235, 210, 60));
    for (int line = 0; line < 40; line++) {
      int y = WATER + 8 * line;
      pen.fillRect(1165 - line * 6 + (line % 3) * 25, y, 20 + line * 9, 2);
    }
  }

  private static void bridge(Graphics2D pen) {
    pen.setColor(new Color(0x16202e));
    pen.setStroke(new BasicStroke(14));
    pen.draw(new QuadCurve2D.Double(-40, 700, 800, 560, 1640, 700));
    pen.setStroke(new BasicStroke(5));
    pen.draw(new QuadCurve2D.Double(-40, 640, 800, 500, 1640, 640));
    for (int x = 40; x < WIDTH; x += 55) {
      double share = (x + 40) / 1680.0;
      double deck = 700 - 280 * share * (1 - share);
      pen.drawLine(x, (int) deck, x, (int) deck - 60);
    }
    pen.setStroke(new BasicStroke(26));
    pen.drawLine(420, 640, 420, 860);
    pen.drawLine(1180, 640, 1180, 860);
  }
}
