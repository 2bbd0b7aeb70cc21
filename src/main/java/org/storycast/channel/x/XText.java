// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import com.twitter.twittertext.Validator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.storycast.channel.FailureReason;
import org.storycast.channel.Outcome;
import org.storycast.channel.TextMeasure;

/** How X reads a text: by its own library, twitter-text, configuration 3 of 2018. */
final class XText {

  /** For accounts without Premium, in weighted characters. */
  static final int ORDINARY_LIMIT = 280;

  /** Latin letters weigh one, ideographs and emoji two, every address 23. */
  static final TextMeasure MEASURE = TextMeasure.of("weighted characters", XText::weightOf);

  /** A long address or a family of emoji has many UTF-16 units and little weight. */
  private static final int MOST_UNITS_OF_A_WEIGHT = 10;

  /** A full stop after a short word may be an abbreviation's, such as "Mr." or "U.S.". */
  private static final Pattern SENTENCE_ENDS =
      Pattern.compile("(?:[!?…。！？؟।]|(?<=[^\\s.]{4})\\.)[\\p{Pe}\\p{Pf}\"']*(?=\\s|(?<=[。！？]))");

  private static final Pattern WORD_ENDS = Pattern.compile("\\S(?=\\s)");
  private static final Pattern LETTER_ENDS = Pattern.compile("\\X");

  private XText() {}

  private static int weightOf(String text) {
    return TwitterTextParser.parseTweet(text).weightedLength;
  }

  /** Whether X takes the text at all: not empty, within the limit, no forbidden code points. */
  static boolean isAcceptable(String text, int limit) {
    int weight = weightOf(text);
    return weight > 0 && weight <= limit && !hasForbiddenCharacters(text);
  }

  /** Whether it holds code points that X refuses, such as U+FFFE. */
  static boolean hasForbiddenCharacters(String text) {
    return Validator.hasInvalidCharacters(text);
  }

  /** The cashtags as X sees them, without the sign; an amount such as $77,730 is none. */
  static List<String> cashtags(String text) {
    return new Extractor().extractCashtags(text);
  }

  /** The addresses as X sees them; a bare domain and a file name such as main.rs are some. */
  static List<String> links(String text) {
    return new Extractor().extractURLs(text);
  }

  /** What X would refuse, with sentences that say little or fit everything. */
  static Optional<Outcome> fault(String text, int limit) {
    int weight = weightOf(text);
    if (weight > limit) {
      return rejected(
          FailureReason.TOO_LONG,
          "The text has %d weighted characters; X takes %d".formatted(weight, limit));
    }
    List<String> cashtags = cashtags(text);
    if (cashtags.size() > 1) {
      return rejected(
          FailureReason.CONTENT, "X takes one cashtag; the text has %s".formatted(cashtags));
    }
    return hasForbiddenCharacters(text)
        ? rejected(
            FailureReason.CONTENT, "The text holds a code point that X forbids, such as U+FFFE")
        : Optional.empty();
  }

  private static Optional<Outcome> rejected(FailureReason reason, String detail) {
    return Optional.of(new Outcome.Rejected(reason, detail, null));
  }

  /** Whether a text is within a limit. */
  static boolean fits(String text, int limit) {
    return text.length() <= limit * MOST_UNITS_OF_A_WEIGHT && weightOf(text) <= limit;
  }

  /** Cuts a text into pieces that fit: at the end of a sentence, else of a word, else anywhere. */
  static List<String> cut(String text, int limit) {
    List<String> pieces = new ArrayList<>();
    String rest = text.strip();
    while (!fits(rest, limit)) {
      int end = lastThatFits(SENTENCE_ENDS, rest, limit);
      end = end > 0 ? end : lastThatFits(WORD_ENDS, rest, limit);
      end = end > 0 ? end : Math.max(lastThatFits(LETTER_ENDS, rest, limit), 1);
      pieces.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    pieces.add(rest);
    return pieces;
  }

  /** Halves the ends until the last that fits is found; what is answered was weighed. */
  private static int lastThatFits(Pattern ends, String text, int limit) {
    int longest = Math.min(text.length(), limit * MOST_UNITS_OF_A_WEIGHT);
    int[] candidates =
        ends.matcher(text)
            .region(0, longest)
            .useTransparentBounds(true)
            .results()
            .mapToInt(MatchResult::end)
            .toArray();
    int fits = 0;
    int low = 0;
    int high = candidates.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (fits(text.substring(0, candidates[middle]).strip(), limit)) {
        fits = candidates[middle];
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return fits;
  }

  /** The text in the one form in which two readings of the same post are equal. */
  static String canonical(String text) {
    StringBuilder canonical = new StringBuilder();
    int from = 0;
    for (Extractor.Entity link : new Extractor().extractURLsWithIndices(text)) {
      canonical.append(text, from, link.getStart()).append(withScheme(link.getValue()));
      from = link.getEnd();
    }
    return Normalizer.normalize(canonical.append(text.substring(from)), Normalizer.Form.NFC)
        .strip();
  }

  /** X expands a bare domain to an http address. */
  private static String withScheme(String link) {
    return link.regionMatches(true, 0, "http", 0, 4) ? link : "http://" + link;
  }
}
