// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A text and all its shorter forms: whole sentences while one fits, else whole words of the first
 * sentence with an ellipsis, else letters of the first word, else nothing.
 */
final class Shortening {

  private static final String ELLIPSIS = "…";

  private final String text;
  private final TextBorders borders;
  private final NavigableSet<Integer> sentences;
  private final NavigableSet<Integer> pieces;
  private final boolean mayVanish;

  private Shortening(
      String text,
      TextBorders borders,
      Collection<Integer> sentences,
      Collection<Integer> pieces,
      boolean mayVanish) {
    this.text = text;
    this.borders = borders;
    this.sentences = new TreeSet<>(sentences);
    this.pieces = new TreeSet<>(pieces);
    this.mayVanish = mayVanish;
  }

  /** A text that gives way to everything else. */
  static Shortening ofSummary(String text, Locale locale) {
    TextBorders borders = new TextBorders(text, locale);
    List<Integer> sentences = borders.afterSentences();
    int firstSentence = sentences.isEmpty() ? text.length() : sentences.getFirst();
    List<Integer> words = borders.afterWords(firstSentence);
    NavigableSet<Integer> pieces = new TreeSet<>(words);
    pieces.addAll(borders.afterGraphemes(words.isEmpty() ? firstSentence : words.getFirst()));
    return new Shortening(text, borders, sentences, pieces, true);
  }

  /** A text that is cut at a word, as the last resort, and never vanishes. */
  static Shortening ofHeadline(String text, Locale locale) {
    TextBorders borders = new TextBorders(text, locale);
    return new Shortening(text, borders, List.of(), borders.afterWords(text.length()), false);
  }

  /** The whole text. */
  String whole() {
    return this.text;
  }

  /** The lengths at which it gets longer, in ascending order; the last is the whole text's. */
  int[] levels() {
    NavigableSet<Integer> levels = new TreeSet<>(this.sentences);
    levels.addAll(this.pieces);
    levels.add(this.text.length());
    if (this.mayVanish) {
      levels.add(0);
    }
    return levels.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The best form that takes at most this many characters of the text. */
  String cut(int most) {
    if (most >= this.text.length()) {
      return this.text;
    }
    Integer sentence = this.sentences.floor(most);
    if (sentence != null) {
      return this.text.substring(0, sentence);
    }
    Integer piece = this.pieces.floor(most);
    if (piece != null) {
      return this.text.substring(0, piece) + (this.borders.endsWhole(piece) ? " " : "") + ELLIPSIS;
    }
    return this.mayVanish || this.pieces.isEmpty() ? shortest() : cut(this.pieces.first());
  }

  private String shortest() {
    return this.mayVanish ? "" : this.text;
  }

  /** The levels of several texts together. */
  static int[] levels(Collection<Shortening> texts) {
    return texts.stream()
        .flatMapToInt(it -> Arrays.stream(it.levels()))
        .distinct()
        .sorted()
        .toArray();
  }
}
