// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypefacesTests {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Typefaces fonts = new Typefaces(List.of(Path.of("templates")));

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Snow closes the pass; “quoted” – 1,000 € — №5 ₸200 £3 5×6 …",
        "ӘҒҚҢӨҰҮҺІ әғқңөұүһі Қазақстанда жаңа оқу жылы",
        "Щёлково, Україна: ґ ї є; Ўзбекистон",
        "Zażółć gęślą jaźń, ŞÇĞİıöü, Aleška Šimkić, Tiếng Việt",
        "Ελλάδα: ευρώ και Ωμέγα",
        "افتتاح أول خط للحافلات في أستانا ٢٠٢٨",
        "گزارش روزنامه: پیچ و چهار ژاله",
        "השלג סוגר את המעבר",
        "阿斯塔纳开通首条氢能公交线路，计划到2028年新增二百辆",
        "ひらがなとカタカナ、東京",
        "🎉 🇰🇿 💃🏽 🐎 👨‍👩‍👧 ❤️ 🚍 🔥 😀"
      })
  void drawsEveryLetterOfOurReaders(String text) {
    for (String font : Typefaces.OWN) {
      String drawable = this.fonts.drawable(text);
      assertThat(this.fonts.runs(drawable, font))
          .isNotEmpty()
          .allSatisfy(run -> assertThat(hasEveryGlyph(drawable, run)).as(font).isTrue());
    }
  }

  private static boolean hasEveryGlyph(String text, Typefaces.Run run) {
    Font font = run.font().deriveFont(40f);
    String visible = text.substring(run.start(), run.end()).replaceAll("\\p{Cf}", "");
    if (font.canDisplayUpTo(visible) != -1) {
      return false;
    }
    char[] letters = text.toCharArray();
    GlyphVector glyphs =
        font.layoutGlyphVector(CONTEXT, letters, run.start(), run.end(), Font.LAYOUT_LEFT_TO_RIGHT);
    return IntStream.range(0, glyphs.getNumGlyphs())
        .map(glyphs::getGlyphCode)
        .noneMatch(code -> code == font.getMissingGlyphCode());
  }

  @Test
  void keepsDigitsBesideEmojiInTheTextsOwnFont() {
    assertThat(this.fonts.runs("🎉 2026", "serif"))
        .last()
        .satisfies(run -> assertThat(run.font().getFontName()).contains("Source Serif"));
  }

  @Test
  void joinsWhatAFamilyIsMadeOf() {
    String family = "👨‍👩‍👧";
    Font font = this.fonts.runs(family, "serif").getFirst().font().deriveFont(40f);
    GlyphVector glyphs =
        font.layoutGlyphVector(
            CONTEXT, family.toCharArray(), 0, family.length(), Font.LAYOUT_LEFT_TO_RIGHT);
    long visible =
        IntStream.range(0, glyphs.getNumGlyphs())
            .filter(it -> !glyphs.getGlyphVisualBounds(it).getBounds2D().isEmpty())
            .count();
    assertThat(visible).isEqualTo(1);
  }

  @Test
  void dropsSymbolsThatNoFontHasAndKeepsLetters() {
    String unknownSymbol = Character.toString(0x1FB00);
    String unknownLetter = Character.toString(0x13000);
    assertThat(this.fonts.drawable("a" + unknownSymbol + "b")).isEqualTo("ab");
    assertThat(this.fonts.drawable("a" + unknownLetter)).isEqualTo("a" + unknownLetter);
  }

  @Test
  void makesOneLineOfATextWithLineBreaks() {
    assertThat(this.fonts.drawable("  Snow\n\tcloses\u0000 the pass "))
        .isEqualTo("Snow closes the pass");
  }
}
