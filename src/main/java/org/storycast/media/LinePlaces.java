// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a line may end, as people set type: the JDK's places without those that part an amount from
 * its unit ({@code $2.4bn}) or a score ({@code 7-6}).
 */
final class LinePlaces extends BreakIterator {

  /** A currency's sign before a number begins an amount, and ends one elsewhere. */
  private static final Pattern TYING_SPACE =
      Pattern.compile(" (?=[\u2013\u2014]|\\p{Sc}(?![0-9]))");

  private final BreakIterator places;
  private int[] kept = {0};
  private int index;

  LinePlaces(Locale language) {
    this.places = BreakIterator.getLineInstance(language);
  }

  /** The text, of the same length, its dashes and currencies tied to the words before them. */
  static String tied(String text) {
    return TYING_SPACE.matcher(text).replaceAll("\u00A0");
  }

  @Override
  public void setText(CharacterIterator text) {
    this.places.setText(text);
    int offset = text.getBeginIndex();
    StringBuilder characters = new StringBuilder();
    for (char each = text.first(); each != CharacterIterator.DONE; each = text.next()) {
      characters.append(each);
    }
    text.first();
    IntStream.Builder good = IntStream.builder();
    for (int place = this.places.first(); place != DONE; place = this.places.next()) {
      if (isGood(characters, place - offset)) {
        good.add(place);
      }
    }
    this.kept = good.build().toArray();
    this.index = 0;
  }

  private static boolean isGood(CharSequence text, int place) {
    if (place <= 0 || place >= text.length()) {
      return true;
    }
    int before = Character.codePointBefore(text, place);
    int after = Character.codePointAt(text, place);
    boolean isScore =
        before == '-'
            && place > 1
            && Character.isDigit(text.charAt(place - 2))
            && Character.isDigit(after);
    return !isScore && !isAmount(before, after) && !isAmount(after, before);
  }

  private static boolean isAmount(int number, int unit) {
    return Character.isDigit(number)
        && Character.isLetter(unit)
        && !Character.isIdeographic(unit)
        && !FilmScript.isIdeograph(unit);
  }

  @Override
  public int first() {
    return at(0);
  }

  @Override
  public int last() {
    return at(this.kept.length - 1);
  }

  @Override
  public int next(int steps) {
    int wanted = this.index + steps;
    if (wanted < 0 || wanted >= this.kept.length) {
      at(wanted < 0 ? 0 : this.kept.length - 1);
      return DONE;
    }
    return at(wanted);
  }

  @Override
  public int next() {
    return next(1);
  }

  @Override
  public int previous() {
    return next(-1);
  }

  @Override
  public int following(int offset) {
    for (int each = 0; each < this.kept.length; each++) {
      if (this.kept[each] > offset) {
        return at(each);
      }
    }
    last();
    return DONE;
  }

  private int at(int place) {
    this.index = place;
    return current();
  }

  @Override
  public int current() {
    return this.kept[this.index];
  }

  @Override
  public CharacterIterator getText() {
    return this.places.getText();
  }
}
