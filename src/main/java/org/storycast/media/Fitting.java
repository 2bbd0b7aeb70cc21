// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.text.BreakIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the size at which a text fills its box without leaving it. */
final class Fitting {

  private static final Logger log = LoggerFactory.getLogger(Fitting.class);

  /** Smaller letters can't be read on a telephone, whatever a layout wishes. */
  private static final float FLOOR = 16;

  private static final float STEP = 0.96f;

  private Fitting() {}

  /**
   * Sets a text as large as it fits with its words whole. Where it does not, a word may break;
   * where even the smallest size does not fit it goes below that; and where nothing helps it is cut
   * at a word's end.
   *
   * @param scale of the picture against one 1080 pixels wide
   */
  static TextBlock fit(String text, TextBlock.Style style, Layout.Type type, float scale, Box box) {
    for (float size = type.largest(); size >= type.smallest(); size *= STEP) {
      TextBlock block = TextBlock.of(text, style, size * scale, box.width());
      if (block.wordsWhole() && block.height() <= box.height()) {
        return balanced(text, style, size * scale, box, block);
      }
    }
    float middle = (float) Math.sqrt(type.largest() * type.smallest());
    for (float size = middle; size >= Math.min(FLOOR, type.smallest()); size *= STEP) {
      TextBlock block = TextBlock.of(text, style, size * scale, box.width());
      if (block.height() <= box.height()) {
        return block;
      }
    }
    return cut(text, style, Math.min(FLOOR, type.smallest()) * scale, box);
  }

  /** The same number of lines in the narrowest column: no line holds a lone word. */
  private static TextBlock balanced(
      String text, TextBlock.Style style, float size, Box box, TextBlock first) {
    TextBlock best = first;
    float least = box.width() / 2;
    float most = box.width();
    for (int round = 0; round < 6; round++) {
      float middle = (least + most) / 2;
      TextBlock narrower = TextBlock.of(text, style, size, middle);
      boolean good =
          narrower.wordsWhole()
              && narrower.lines().size() == first.lines().size()
              && narrower.height() <= box.height();
      if (good) {
        best = narrower;
        most = middle;
      } else {
        least = middle;
      }
    }
    return best;
  }

  private static TextBlock cut(String text, TextBlock.Style style, float size, Box box) {
    log.atWarn().addKeyValue("characters", text.length()).log("A text was cut to fit its card");
    BreakIterator words = BreakIterator.getWordInstance(style.language());
    words.setText(text);
    for (int end = text.length() * 9 / 10; end > 0; end = Math.min(end - 1, end * 9 / 10)) {
      int border = Math.max(1, words.preceding(end + 1));
      TextBlock block =
          TextBlock.of(text.substring(0, border).strip() + "…", style, size, box.width());
      if (block.height() <= box.height()) {
        return block;
      }
    }
    throw new DrawingException(
        "A card leaves no room for its text; make the layout's margins smaller", null);
  }

  /** What a text may fill, in pixels. */
  record Box(float width, float height) {}
}
