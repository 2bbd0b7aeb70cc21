// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Paints the still layers of which a film is made. */
final class FilmPainter {

  private static final String PICTURE = "picture";
  private static final String PLAIN = "plain";

  /** Before the names of the layouts of films for a whole screen, for a feed, and of wide ones. */
  private static final List<String> SHAPES = List.of("film/", "film/feed-", "film/wide-");

  /** Players lay nothing over a film that does not fill an upright screen. */
  private static final double SHORT_OF_A_SCREEN = 1.5;

  private static final float GAP = 40;

  private final Layouts layouts;
  private final Typefaces fonts;

  FilmPainter(Layouts layouts, Typefaces fonts) {
    this.layouts = layouts;
    this.fonts = fonts;
  }

  /** The text of every layout that may be used, which decides together with the brief. */
  String layouts() {
    return SHAPES.stream()
        .flatMap(it -> Stream.of(it + PICTURE, it + PLAIN))
        .map(it -> this.layouts.find(it).content())
        .collect(Collectors.joining());
  }

  private Layout layout(Brief brief, boolean picture) {
    boolean fitsAFeed = brief.height() < brief.width() * SHORT_OF_A_SCREEN;
    String shape = SHAPES.get(brief.isWide() ? 2 : fitsAFeed ? 1 : 0);
    return this.layouts.find(shape + (picture ? PICTURE : PLAIN)).layout();
  }

  Layers paint(Brief brief, FilmScript script, @Nullable BufferedImage picture) {
    Layout layout = layout(brief, picture != null);
    try (Canvas canvas =
        picture == null
            ? Canvas.opaque(brief, layout, this.fonts)
            : Canvas.transparent(brief, layout, this.fonts)) {
      float badge = brief.section().isBlank() ? 0 : canvas.badgeHeight() + canvas.pixels(GAP);
      float top = Math.max(canvas.top(), brief.height() * layout.pictureLeast());
      Rectangle window = window(brief, canvas, top + badge / 2);
      String credit = picture == null ? "" : brief.credit();
      canvas.background();
      if (picture == null) {
        canvas.dots();
      } else {
        canvas.clear(window);
        if (!brief.isWide()) {
          canvas.shade(top - canvas.pixels(420), window.height);
        }
      }
      canvas.badge(brief.section(), top);
      canvas.foot(brief.newsroom(), credit);
      float room = canvas.bottom() - canvas.footHeight(brief.newsroom(), credit) - top - badge;
      return new Layers(
          picture == null ? null : Pan.of(picture, window.width, window.height, script.frames()),
          window,
          canvas.image(),
          texts(canvas, layout, script, room),
          Math.round(canvas.left()),
          Math.round(top + badge));
    }
  }

  /** Above the text, or where the film is wide, beside it. */
  private static Rectangle window(Brief brief, Canvas canvas, float foot) {
    return brief.isWide() ? canvas.besideTheColumn() : new Rectangle(brief.width(), (int) foot);
  }

  private static List<BufferedImage> texts(
      Canvas canvas, Layout layout, FilmScript script, float room) {
    List<BufferedImage> texts = new ArrayList<>();
    for (FilmScript.Scene scene : script.scenes()) {
      boolean large = texts.isEmpty() || !script.told().contains(scene);
      Layout.Type type = large ? layout.headline() : layout.text();
      texts.add(canvas.layer(canvas.fit(scene.text(), type, room), type.colour(), room));
    }
    return texts;
  }

  /**
   * A film's layers, the lowest first.
   *
   * @param pan the moving picture; absent where the story has none
   * @param window where the moving picture is seen; even numbers, except the height
   * @param frame what stands still: background, badge, foot
   * @param texts one for each scene
   * @param textX where the texts' layers lie
   * @param textY the same from the top
   */
  record Layers(
      @Nullable Pan pan,
      Rectangle window,
      BufferedImage frame,
      List<BufferedImage> texts,
      int textX,
      int textY) {

    Layers {
      texts = List.copyOf(texts);
    }
  }
}
