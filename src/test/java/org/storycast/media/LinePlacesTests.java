// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.font.TextLayout;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.text.StringCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePlacesTests {

  private static List<String> pieces(String text) {
    LinePlaces places = new LinePlaces(Locale.ENGLISH);
    places.setText(new StringCharacterIterator(LinePlaces.tied(text)));
    List<String> pieces = new ArrayList<>();
    int from = places.first();
    for (int to = places.next(); to != BreakIterator.DONE; to = places.next()) {
      pieces.add(text.substring(from, to).strip());
      from = to;
    }
    return pieces;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "as $2.4bn (1.25 trln ₸), as|$2.4bn|(1.25|trln ₸)",
    "'won 5-7, 7-6', 'won|5-7,|7-6'",
    "a well-known man, a|well-|known|man",
    "топливе — и обещает, топливе —|и|обещает",
    "计划到2028年, 计|划|到|2028|年",
    "snow, snow",
  })
  void keepsTogetherWhatIsReadTogether(String text, String pieces) {
    assertThat(pieces(text)).containsExactly(pieces.split("\\|"));
  }

  /** The column is made narrower by and by, so that each place comes to be the one that decides. */
  @Test
  void aBlockEndsItsLinesThereOnly() {
    String text = LinePlaces.tied("US$1 as $2.4bn bond sells — in 3½ hours");
    Typefaces fonts = new Typefaces(List.of(Path.of("templates")));
    TextBlock.Style style = new TextBlock.Style(fonts, "serif", 1.1f, Locale.ENGLISH, false);
    for (int width = 900; width > 260; width -= 10) {
      int end = 0;
      for (TextLayout line : TextBlock.of(text, style, 60, width).lines()) {
        end += line.getCharacterCount();
        assertThat(text.substring(0, end)).doesNotEndWith("2.4").doesNotEndWith("sells\u00A0");
      }
      assertThat(end).isEqualTo(text.length());
    }
  }

  @Test
  void walksBothWays() {
    LinePlaces places = new LinePlaces(Locale.ENGLISH);
    places.setText(new StringCharacterIterator("sold 3.5bn of it"));
    assertThat(places.last()).isEqualTo(16);
    assertThat(places.previous()).isEqualTo(14);
    assertThat(places.preceding(10)).isEqualTo(5);
    assertThat(places.following(5)).isEqualTo(11);
    assertThat(places.next(-9)).isEqualTo(BreakIterator.DONE);
    assertThat(places.current()).isZero();
    assertThat(places.following(16)).isEqualTo(BreakIterator.DONE);
    assertThat(places.getText().getEndIndex()).isEqualTo(16);
  }
}
