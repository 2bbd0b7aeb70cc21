// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes summaries of real and awkward texts and knows, without asking the code under test, where
 * they must not be cut.
 */
final class RandomStories {

  private static final List<String> WHOLES =
      List.of(
          "https://courier.example/a/b-c.d?e=f&g=h#i",
          "www.courier.example/path",
          "tabigat-union.kz",
          "editor@courier.example",
          "#CentralAsia",
          "#Қазақстан",
          "#हिन्दी",
          "@steppe_courier",
          "$77,730",
          "US$2.4",
          "&amp;",
          "&#39;");

  private final RandomGenerator random;
  private final List<Conformance.Paragraph> paragraphs = Conformance.paragraphs();
  private final List<String> emoji = Conformance.emoji();
  private final List<String> naughty =
      Conformance.naughty().stream().map(PlainText::line).filter(it -> !it.isEmpty()).toList();
  private final List<Conformance.Broken> graphemes =
      Conformance.graphemes().stream()
          .filter(it -> PlainText.line(it.text()).equals(it.text()))
          .toList();

  RandomStories(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A text.
   *
   * @param text for the summary
   * @param language of its paragraphs
   * @param whole the positions at which it must not be cut
   */
  record Sample(String text, String language, BitSet whole) {}

  Sample next() {
    StringBuilder text = new StringBuilder();
    BitSet whole = new BitSet();
    Conformance.Paragraph paragraph = pick(this.paragraphs);
    int pieces = this.random.nextInt(1, 12);
    for (int piece = 0; piece < pieces; piece++) {
      append(text, whole, paragraph.language());
      text.append(this.random.nextInt(6) == 0 ? ". " : " ");
    }
    text.append('.');
    return new Sample(text.toString(), paragraph.language(), whole);
  }

  String headline() {
    String text = pick(this.paragraphs).text();
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(20, text.codePointCount(0, text.length()))));
  }

  private void append(StringBuilder text, BitSet whole, String language) {
    switch (this.random.nextInt(5)) {
      case 0 -> appendWhole(text, whole, pick(WHOLES));
      case 1 -> appendWhole(text, whole, pick(this.emoji));
      case 2 -> text.append(pick(this.naughty));
      case 3 -> appendBroken(text, whole, pick(this.graphemes));
      default ->
          text.append(
              pick(this.paragraphs.stream().filter(it -> it.language().equals(language)).toList())
                  .text());
    }
  }

  private static void appendWhole(StringBuilder text, BitSet whole, String piece) {
    whole.set(text.length() + 1, text.length() + piece.length());
    text.append(piece);
  }

  private static void appendBroken(StringBuilder text, BitSet whole, Conformance.Broken piece) {
    for (int position = 1; position < piece.text().length(); position++) {
      whole.set(text.length() + position, !piece.breaks().contains(position));
    }
    text.append(piece.text());
  }

  private <T> T pick(List<T> from) {
    return from.get(this.random.nextInt(from.size()));
  }

  static List<String> hashtags() {
    return new ArrayList<>(List.of("Central Asia", "COP-29", "Қазақстан", "river traffic"));
  }
}
