// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a text may be cut: after a sentence, after a word, between what readers see as letters. */
final class TextBorders {

  /** A link, an address, a tag, a mention, a sum or an entity: whole or not at all. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?i:https?://|www\\.)\\S+"
              + "|(?<![\\w+%.@-])[\\w+%-]++[.@][\\w-][\\w.@-]*+(?:[/?#][!-~]*)?"
              + "|\\p{Lu}{0,3}[#@$€£¥₸₽][\\p{L}\\p{M}\\p{N}_\\u200C\\u200D]+(?:[.,]\\p{N}+){0,9}"
              + "|&#?\\w{1,10};");

  /** Full stops that the JDK's rules do not know: Urdu, Hindi, Arabic, and the end of a line. */
  private static final Pattern FURTHER_END =
      Pattern.compile("[۔؟।॥][\"”»’)\\]]*\\s+|(?<!\\s)\\s*\\n\\s*");

  private static final Pattern LAST_WORD = Pattern.compile("(?:^|[\\s(\\[«“„\"'‘])(\\S+)\\.\\s*$");
  private static final Pattern INITIALS = Pattern.compile("(?:\\p{L}\\.)*\\p{L}");
  private static final int LONGEST_ABBREVIATION = 24;

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          """
          jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs
          fri sat sun mr mrs ms messrs mx dr prof gen maj col lt capt cpt sgt cmdr adm sen
          rep gov pres rev hon fr st ste jr sr no nos vs etc inc ltd co corp bros dept est
          approx ca cf al ave blvd rd mt ft fig figs vol vols pp art ch sec ed eds ph.d г
          гг ул им тыс млн млрд трлн руб коп тг стр рис обл респ пр просп см др проф акад
          доц янв фев февр апр июн июл авг сен сент окт ноя нояб дек nr bzw usw bspw vgl
          str sog sn av doç vb yy mah cad
          """
              .split("\\s+"));

  private final String text;
  private final Locale locale;
  private final BitSet graphemes = new BitSet();
  private final BitSet inWhole = new BitSet();

  TextBorders(String text, Locale locale) {
    this.text = text;
    this.locale = locale;
    breaks(BreakIterator.getCharacterInstance(Locale.ROOT), text).forEach(this.graphemes::set);
    Matcher whole = WHOLE.matcher(text);
    while (whole.find()) {
      this.inWhole.set(whole.start() + 1, whole.end());
    }
  }

  /** The ends of all sentences but the last, without the space behind them. */
  List<Integer> afterSentences() {
    BitSet ends = new BitSet();
    breaks(BreakIterator.getSentenceInstance(this.locale), this.text).stream()
        .filter(end -> !endsWithAbbreviation(end))
        .forEach(ends::set);
    Matcher further = FURTHER_END.matcher(this.text);
    while (further.find()) {
      ends.set(further.end());
    }
    return cuts(ends.stream().map(this::withoutSpaceBefore));
  }

  /** The ends of the words before a position, without space and punctuation that leads on. */
  List<Integer> afterWords(int before) {
    String head = this.text.substring(0, before);
    return cuts(
        breaks(BreakIterator.getLineInstance(this.locale), head).stream()
            .mapToInt(Integer::intValue)
            .filter(this::isBetweenWords)
            .map(this::withoutLeadingOn));
  }

  /** The ends of what readers see as letters, before a position. */
  List<Integer> afterGraphemes(int before) {
    return cuts(this.graphemes.stream().filter(end -> end < before));
  }

  /** Whether a link or its like ends here, so that nothing may be glued to it. */
  boolean endsWhole(int position) {
    return position > 1 && this.inWhole.get(position - 1);
  }

  private List<Integer> cuts(java.util.stream.IntStream candidates) {
    return candidates
        .filter(cut -> cut > 0 && cut < this.text.length())
        .filter(cut -> this.graphemes.get(cut) && !this.inWhole.get(cut))
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  private static List<Integer> breaks(BreakIterator iterator, String text) {
    iterator.setText(text);
    List<Integer> breaks = new ArrayList<>();
    for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
      breaks.add(end);
    }
    return breaks;
  }

  private boolean endsWithAbbreviation(int end) {
    String tail = this.text.substring(Math.max(0, end - LONGEST_ABBREVIATION), end);
    Matcher last = LAST_WORD.matcher(tail);
    if (!last.find()) {
      return false;
    }
    String word = last.group(1);
    return INITIALS.matcher(word).matches()
        || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }

  private int withoutSpaceBefore(int position) {
    int end = position;
    while (end > 0 && Character.isWhitespace(this.text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private int withoutLeadingOn(int position) {
    int end = position;
    while (end > 0
        && (Character.isWhitespace(this.text.charAt(end - 1))
            || ",;:–—-([{«“‘„\"،؛、，；：（「『".indexOf(this.text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end;
  }

  private boolean isBetweenWords(int position) {
    if (position == 0 || position >= this.text.length()) {
      return false;
    }
    int before = this.text.codePointBefore(position);
    return Character.isWhitespace(before)
        || standsWithoutSpaces(before) && standsWithoutSpaces(this.text.codePointAt(position));
  }

  private static boolean standsWithoutSpaces(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> "、。，．：；？！（）「」『』〈〉《》【】".indexOf(codePoint) >= 0;
    };
  }
}
