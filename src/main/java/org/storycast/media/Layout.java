// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.Color;
import java.util.Locale;
import java.util.Map;

/**
 * How a card or film looks. All lengths are those of a picture 1080 pixels wide and scale with it.
 *
 * @param margins the safe box: nothing that must be read is drawn outside
 * @param background what is behind everything
 * @param pictureLeast how much of the height the picture keeps however long the headline is, 0 to 1
 * @param headline the headline's type
 * @param text the type of the sentences below the headline, or of a film
 * @param textShown whether there are sentences
 * @param badge the section's badge
 * @param newsroom the line with the newsroom's name
 * @param credit the picture's credit
 * @param creditPrefixes by language; the empty text is the key of any other
 */
record Layout(
    Margins margins,
    Background background,
    float pictureLeast,
    Type headline,
    Type text,
    boolean textShown,
    Badge badge,
    Line newsroom,
    Line credit,
    Map<String, String> creditPrefixes) {

  static Layout of(LayoutFile file, Typefaces fonts) {
    Layout layout =
        new Layout(
            Margins.of(file),
            new Background(
                file.colour("background.top"),
                file.colour("background.bottom"),
                file.colour("background.dots")),
            file.number("picture.least", 0, 90) / 100,
            Type.of(file, "headline", fonts),
            Type.of(file, "text", fonts),
            file.flag("text.shown"),
            Badge.of(file),
            Line.of(file, "newsroom"),
            Line.of(file, "credit"),
            creditPrefixes(file));
    file.refuseTheRest();
    return layout;
  }

  private static Map<String, String> creditPrefixes(LayoutFile file) {
    Map<String, String> prefixes = file.texts("credit.prefix.");
    prefixes.put("", file.text("credit.prefix"));
    return Map.copyOf(prefixes);
  }

  String creditPrefix(Locale language) {
    String any = this.creditPrefixes.getOrDefault("", "");
    return this.creditPrefixes.getOrDefault(language.getLanguage(), any);
  }

  /** Where the safe box is. Start is where a line begins: the right side for Arabic. */
  record Margins(float top, float bottom, float start, float end) {

    private static Margins of(LayoutFile file) {
      return new Margins(
          file.number("margin.top", 0, 500),
          file.number("margin.bottom", 0, 700),
          file.number("margin.start", 0, 400),
          file.number("margin.end", 0, 1400));
    }
  }

  /** Two colours, blended from top to bottom, and a pattern of dots, which may be transparent. */
  record Background(Color top, Color bottom, Color dots) {}

  /** A font, a colour, and between which sizes it may be set; spacing is from line to line. */
  record Type(String font, Color colour, float largest, float smallest, float spacing) {

    private static Type of(LayoutFile file, String name, Typefaces fonts) {
      float largest = file.number(name + ".largest", 12, 400);
      return new Type(
          file.font(name + ".font", fonts),
          file.colour(name + ".colour"),
          largest,
          file.number(name + ".smallest", 12, largest),
          file.number(name + ".spacing", 0.8f, 3));
    }
  }

  /** The section's name on a coloured plate; some sections may have a colour of their own. */
  record Badge(boolean shown, Color colour, Map<String, Color> ofSection, Color text, float size) {

    private static Badge of(LayoutFile file) {
      return new Badge(
          file.flag("badge.shown"),
          file.colour("badge.colour"),
          file.colours("badge.colour."),
          file.colour("badge.text"),
          file.number("badge.size", 12, 120));
    }

    Color colourOf(String section) {
      return this.ofSection.getOrDefault(section, this.colour);
    }
  }

  /** A line that is shown or not. */
  record Line(boolean shown, Color colour, float size) {

    private static Line of(LayoutFile file, String name) {
      return new Line(
          file.flag(name + ".shown"),
          file.colour(name + ".colour"),
          file.number(name + ".size", 12, 120));
    }
  }
}
