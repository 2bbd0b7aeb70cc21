// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text broken into lines that are measured by their ink, so that a block never leaves its box.
 *
 * @param lines from top to bottom
 * @param pitch from one line to the next
 * @param rightToLeft on which side the lines begin
 * @param wordsWhole whether no word was broken
 */
record TextBlock(List<TextLayout> lines, float pitch, boolean rightToLeft, boolean wordsWhole) {

  /** What a text is to look like. */
  record Style(Typefaces fonts, String font, float spacing, Locale language, boolean rightToLeft) {

    /** A font's tall scripts and ideographs need more room between lines than Latin letters. */
    private float pitch(List<TextLayout> lines, float size) {
      double tallest =
          lines.stream()
              .map(TextLayout::getBounds)
              .mapToDouble(Rectangle2D::getHeight)
              .max()
              .orElse(size);
      return (float) Math.max(size * this.spacing, tallest + size * 0.12);
    }
  }

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /** Breaks a text into lines of at most this width. */
  static TextBlock of(String text, Style style, float size, float width) {
    AttributedString dressed = style.fonts().set(LinePlaces.tied(text), style.font(), size);
    dressed.addAttribute(TextAttribute.RUN_DIRECTION, style.rightToLeft());
    dressed.addAttribute(TextAttribute.KERNING, TextAttribute.KERNING_ON);
    LineBreakMeasurer measurer =
        new LineBreakMeasurer(dressed.getIterator(), new LinePlaces(style.language()), CONTEXT);
    List<TextLayout> lines = new ArrayList<>();
    boolean whole = true;
    while (measurer.getPosition() < text.length()) {
      TextLayout line = measurer.nextLayout(width, text.length(), true);
      if (line == null) {
        whole = false;
        line = measurer.nextLayout(width, text.length(), false);
      }
      lines.add(line);
    }
    return new TextBlock(
        lines, style.pitch(lines, size), style.rightToLeft(), whole && !isWider(lines, width));
  }

  private static boolean isWider(List<TextLayout> lines, float width) {
    return lines.stream()
        .anyMatch(line -> line.getVisibleAdvance() + overhang(line) + protrusion(line) > width);
  }

  /** From the first line's highest ink to the last line's lowest. */
  float height() {
    return ascent() + this.pitch * (this.lines.size() - 1) + descent();
  }

  private float ascent() {
    return (float) -this.lines.getFirst().getBounds().getMinY();
  }

  private float descent() {
    return (float) Math.max(0, this.lines.getLast().getBounds().getMaxY());
  }

  float width() {
    return (float) this.lines.stream().mapToDouble(TextLayout::getVisibleAdvance).max().orElse(0);
  }

  /**
   * Draws it with its highest ink at {@code top}, within a column. The white space that ends a line
   * counts where the line runs to the left: it lies outside the column then.
   */
  void draw(Graphics2D graphics, float left, float top, float columnWidth) {
    float baseline = top + ascent();
    for (TextLayout line : this.lines) {
      float x =
          this.rightToLeft
              ? left + columnWidth - line.getAdvance() - protrusion(line)
              : left + overhang(line);
      line.draw(graphics, x, baseline);
      baseline += this.pitch;
    }
  }

  /** How far the first letter, such as a j, reaches out to the left. */
  private static float overhang(TextLayout line) {
    return (float) Math.max(0, -line.getBounds().getMinX());
  }

  private static float protrusion(TextLayout line) {
    return (float) Math.max(0, line.getBounds().getMaxX() - line.getAdvance());
  }
}
