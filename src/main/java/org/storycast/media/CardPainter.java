// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paints a card: with the story's picture above or beside the headline, or as type alone. */
final class CardPainter {

  private static final String PICTURE_LAYOUT = "card/picture";
  private static final String WIDE_PICTURE_LAYOUT = "card/wide-picture";
  private static final String PLAIN_LAYOUT = "card/plain";

  /** A card wider than this has no room for a picture above its text. */
  private static final float WIDE = 1.4f;

  private static final float GAP = 34;

  /** What looks like the middle lies above it. */
  private static final float OPTICAL_MIDDLE = 0.36f;

  private final Layouts layouts;
  private final Typefaces fonts;

  CardPainter(Layouts layouts, Typefaces fonts) {
    this.layouts = layouts;
    this.fonts = fonts;
  }

  /** The text of every layout that may be used, which decides together with the brief. */
  String layouts() {
    return this.layouts.find(PICTURE_LAYOUT).content()
        + this.layouts.find(WIDE_PICTURE_LAYOUT).content()
        + this.layouts.find(PLAIN_LAYOUT).content();
  }

  BufferedImage paint(Brief brief, @Nullable BufferedImage picture) {
    return picture == null ? plain(brief) : withPicture(brief, picture);
  }

  private BufferedImage withPicture(Brief brief, BufferedImage picture) {
    boolean wide = brief.width() > WIDE * brief.height();
    Layout layout = this.layouts.find(wide ? WIDE_PICTURE_LAYOUT : PICTURE_LAYOUT).layout();
    try (Canvas canvas = Canvas.opaque(brief, layout, this.fonts)) {
      float foot = canvas.bottom() - canvas.footHeight(brief.newsroom(), brief.credit());
      float badge = brief.section().isBlank() ? 0 : canvas.badgeHeight() + canvas.pixels(GAP);
      float highest = Math.max(canvas.top(), brief.height() * layout.pictureLeast());
      TextBlock headline = canvas.fit(brief.headline(), layout.headline(), foot - highest - badge);
      float top = foot - headline.height() - badge;
      canvas.background();
      if (wide) {
        canvas.picture(picture, canvas.besideTheColumn());
      } else {
        canvas.picture(picture, new Rectangle(brief.width(), Math.round(top + badge / 2)));
        canvas.shade(top - Math.min(canvas.pixels(420), top * 0.6f), top + badge / 2);
      }
      canvas.badge(brief.section(), top);
      canvas.draw(headline, layout.headline().colour(), top + badge);
      canvas.foot(brief.newsroom(), brief.credit());
      return canvas.image();
    }
  }

  private BufferedImage plain(Brief brief) {
    Layout layout = this.layouts.find(PLAIN_LAYOUT).layout();
    try (Canvas canvas = Canvas.opaque(brief, layout, this.fonts)) {
      float foot = canvas.bottom() - canvas.footHeight(brief.newsroom(), "");
      float gap = canvas.pixels(1.5f * GAP);
      float badge = brief.section().isBlank() ? 0 : canvas.badgeHeight() + gap;
      float room = foot - canvas.top() - badge;
      TextBlock headline = canvas.fit(brief.headline(), layout.headline(), room);
      Optional<TextBlock> standfirst =
          standfirst(brief, layout, canvas, room - headline.height() - gap);
      float used = headline.height() + standfirst.map(it -> it.height() + gap).orElse(0f);
      float top = canvas.top() + (room - used) * OPTICAL_MIDDLE;
      canvas.background();
      canvas.dots();
      canvas.badge(brief.section(), top);
      canvas.draw(headline, layout.headline().colour(), top + badge);
      standfirst.ifPresent(
          it -> canvas.draw(it, layout.text().colour(), top + badge + headline.height() + gap));
      canvas.foot(brief.newsroom(), "");
      return canvas.image();
    }
  }

  /** The first sentence, where it fits without being made smaller than the layout wishes. */
  private static Optional<TextBlock> standfirst(
      Brief brief, Layout layout, Canvas canvas, float room) {
    float least = canvas.pixels(layout.text().smallest());
    if (!layout.textShown() || brief.sentences().isEmpty() || room < 3 * least) {
      return Optional.empty();
    }
    return Optional.of(canvas.fit(brief.sentences().getFirst(), layout.text(), room))
        .filter(it -> it.pitch() >= least);
  }
}
