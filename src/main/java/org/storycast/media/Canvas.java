// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** A picture in the making, with the pieces that cards and films share. */
final class Canvas implements AutoCloseable {

  private static final float DESIGN_SIDE = 1080;

  /** Between a column and what stands beside it. */
  private static final float GUTTER = 64;

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Layout layout;
  private final Typefaces fonts;
  private final Locale language;
  private final boolean rightToLeft;
  private final float scale;

  private Canvas(BufferedImage image, Layout layout, Typefaces fonts, String language) {
    this.image = image;
    this.layout = layout;
    this.fonts = fonts;
    this.language = Locale.forLanguageTag(language);
    this.rightToLeft = Scripts.isRightToLeft(this.language);
    this.scale = Math.min(image.getWidth(), image.getHeight()) / DESIGN_SIDE;
    this.graphics = image.createGraphics();
    this.graphics.setRenderingHint(
        RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    this.graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    this.graphics.setRenderingHint(
        RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /** An opaque canvas, such as a card's. */
  static Canvas opaque(Brief brief, Layout layout, Typefaces fonts) {
    return of(brief, layout, fonts, BufferedImage.TYPE_INT_RGB);
  }

  /** A transparent canvas, such as a film's layer. */
  static Canvas transparent(Brief brief, Layout layout, Typefaces fonts) {
    return of(brief, layout, fonts, BufferedImage.TYPE_INT_ARGB);
  }

  private static Canvas of(Brief brief, Layout layout, Typefaces fonts, int type) {
    return new Canvas(
        new BufferedImage(brief.width(), brief.height(), type), layout, fonts, brief.language());
  }

  BufferedImage image() {
    return this.image;
  }

  /** A design length in pixels. */
  float pixels(float length) {
    return length * this.scale;
  }

  float top() {
    return pixels(this.layout.margins().top());
  }

  float bottom() {
    return this.image.getHeight() - pixels(this.layout.margins().bottom());
  }

  float left() {
    Layout.Margins margins = this.layout.margins();
    return pixels(this.rightToLeft ? margins.end() : margins.start());
  }

  float columnWidth() {
    Layout.Margins margins = this.layout.margins();
    return this.image.getWidth() - pixels(margins.start() + margins.end());
  }

  void background() {
    Layout.Background background = this.layout.background();
    this.graphics.setPaint(
        new GradientPaint(0, 0, background.top(), 0, this.image.getHeight(), background.bottom()));
    this.graphics.fillRect(0, 0, this.image.getWidth(), this.image.getHeight());
  }

  /** A halftone that fades away from the corner at the lines' end. */
  void dots() {
    Color colour = this.layout.background().dots();
    float pitch = pixels(34);
    float reach = this.image.getWidth() * 0.95f;
    float corner = this.rightToLeft ? 0 : this.image.getWidth();
    this.graphics.setColor(colour);
    for (float y = pitch / 2; y < reach; y += pitch) {
      for (float x = pitch / 2; x < reach; x += pitch) {
        double radius = pitch * 0.36 * (1 - Math.hypot(x, y) / reach);
        if (radius > 0.4) {
          double middle = Math.abs(corner - x);
          this.graphics.fill(
              new Ellipse2D.Double(middle - radius, y - radius, radius * 2, radius * 2));
        }
      }
    }
  }

  /** Fills a part with a picture, cut to cover it; what there is to see stays. */
  void picture(BufferedImage picture, Rectangle part) {
    double ratio = (double) part.width / part.height;
    BufferedImage kept = Crop.of(picture, ratio, ratio).from(picture);
    BufferedImage scaled = Scaling.scale(kept, part.width, part.height);
    this.graphics.drawImage(scaled, part.x, part.y, null);
  }

  /** Blends the picture into the background towards {@code to}. */
  void shade(float from, float to) {
    Color end = colourAt(to);
    this.graphics.setPaint(
        new GradientPaint(
            0, from, new Color(end.getRed(), end.getGreen(), end.getBlue(), 0), 0, to, end));
    this.graphics.fill(new Rectangle2D.Float(0, from, this.image.getWidth(), to - from + 1));
  }

  private Color colourAt(float y) {
    float share = y / this.image.getHeight();
    Color top = this.layout.background().top();
    Color bottom = this.layout.background().bottom();
    return new Color(
        blend(top.getRed(), bottom.getRed(), share),
        blend(top.getGreen(), bottom.getGreen(), share),
        blend(top.getBlue(), bottom.getBlue(), share));
  }

  private static int blend(int from, int to, float share) {
    return Math.clamp(Math.round(from + (to - from) * share), 0, 255);
  }

  /** Makes a part transparent, so that a film's picture moves behind it. */
  void clear(Rectangle part) {
    this.graphics.setComposite(AlphaComposite.Clear);
    this.graphics.fill(part);
    this.graphics.setComposite(AlphaComposite.SrcOver);
  }

  /** What lies beyond the lines' end, from top to bottom; films want even numbers. */
  Rectangle besideTheColumn() {
    int gap = Math.round(pixels(GUTTER));
    int width = this.image.getWidth();
    int height = this.image.getHeight();
    if (this.rightToLeft) {
      return new Rectangle(0, 0, ((int) left() - gap) & ~1, height);
    }
    int start = ((int) (left() + columnWidth()) + gap + 1) & ~1;
    return new Rectangle(start, 0, (width - start) & ~1, height);
  }

  /** A text as large as it fits into the column. */
  TextBlock fit(String text, Layout.Type type, float height) {
    String drawable = this.fonts.drawable(text);
    if (drawable.isEmpty()) {
      throw new DrawingException("A text has no character that can be drawn", null);
    }
    return Fitting.fit(
        drawable,
        style(type.font(), type.spacing()),
        type,
        this.scale,
        new Fitting.Box(columnWidth(), height));
  }

  private TextBlock.Style style(String font, float spacing) {
    return new TextBlock.Style(this.fonts, font, spacing, this.language, this.rightToLeft);
  }

  void draw(TextBlock block, Color colour, float top) {
    this.graphics.setColor(colour);
    block.draw(this.graphics, left(), top, columnWidth());
  }

  /** A transparent picture of a column's text alone, for a film. */
  BufferedImage layer(TextBlock block, Color colour, float height) {
    BufferedImage layer =
        new BufferedImage(
            (int) Math.ceil(columnWidth()) + 1,
            (int) Math.ceil(height) + 1,
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D drawing = layer.createGraphics();
    drawing.setRenderingHints(this.graphics.getRenderingHints());
    drawing.setColor(colour);
    block.draw(drawing, 0, 0, columnWidth());
    drawing.dispose();
    return layer;
  }

  float badgeHeight() {
    return this.layout.badge().shown() ? pixels(this.layout.badge().size() * 1.9f) : 0;
  }

  /** The section on its plate; nothing where there is no section. */
  void badge(String section, float top) {
    String text = this.fonts.drawable(section.toUpperCase(this.language));
    Layout.Badge badge = this.layout.badge();
    if (!badge.shown() || text.isEmpty()) {
      return;
    }
    float padding = pixels(badge.size() * 0.7f);
    TextBlock label = line(text, "sans-bold", pixels(badge.size()), columnWidth() - 2 * padding);
    float plate = label.width() + 2 * padding;
    float x = this.rightToLeft ? left() + columnWidth() - plate : left();
    float height = badgeHeight();
    this.graphics.setColor(badge.colourOf(section));
    this.graphics.fill(new RoundRectangle2D.Float(x, top, plate, height, pixels(8), pixels(8)));
    this.graphics.setColor(badge.text());
    label.draw(this.graphics, x + padding, top + (height - label.height()) / 2, label.width());
  }

  /** The room that the foot takes; none where there is nothing to say. */
  float footHeight(String newsroom, String credit) {
    boolean name = this.layout.newsroom().shown() && !newsroom.isBlank();
    boolean owner = this.layout.credit().shown() && !credit.isBlank();
    return name || owner ? pixels(96) : 0;
  }

  /** A rule; beneath it the newsroom's name where lines begin, the credit where they end. */
  void foot(String newsroom, String credit) {
    float room = footHeight(newsroom, credit);
    if (room == 0) {
      return;
    }
    float height = pixels(40);
    float top = bottom() - height;
    this.graphics.setColor(new Color(255, 255, 255, 56));
    this.graphics.fill(
        new Rectangle2D.Float(left(), bottom() - room + pixels(30), columnWidth(), pixels(2)));
    float taken = newsroom(newsroom, top, height);
    credit(credit, top, height, columnWidth() - taken - pixels(32));
  }

  private float newsroom(String name, float top, float height) {
    Layout.Line line = this.layout.newsroom();
    String text = this.fonts.drawable(name);
    if (!line.shown() || text.isEmpty()) {
      return 0;
    }
    TextBlock block = line(text, "sans-bold", pixels(line.size()), columnWidth() * 0.7f);
    this.graphics.setColor(line.colour());
    block.draw(this.graphics, left(), top + (height - block.height()) / 2, columnWidth());
    return block.width();
  }

  private void credit(String credit, float top, float height, float room) {
    Layout.Line line = this.layout.credit();
    String text =
        this.fonts.drawable((this.layout.creditPrefix(this.language) + " " + credit).strip());
    if (!line.shown() || credit.isBlank()) {
      return;
    }
    TextBlock block = line(text, "sans", pixels(line.size()), Math.max(room, pixels(120)));
    float x = this.rightToLeft ? left() : left() + columnWidth() - block.width();
    this.graphics.setColor(line.colour());
    block.draw(this.graphics, x, top + (height - block.height()) / 2, block.width());
  }

  /** One line, made smaller or cut until it fits. */
  private TextBlock line(String text, String font, float size, float width) {
    Layout.Type type =
        new Layout.Type(font, Color.WHITE, size / this.scale, size / this.scale * 0.7f, 1);
    return Fitting.fit(text, style(font, 1), type, this.scale, new Fitting.Box(width, size * 1.5f));
  }

  @Override
  public void close() {
    this.graphics.dispose();
  }
}
