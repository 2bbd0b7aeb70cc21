// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import com.twitter.twittertext.Validator;
import java.text.Normalizer;
import java.util.List;
import org.storycast.channel.TextMeasure;

/** How X reads a text: by its own library, twitter-text, configuration 3 of 2018. */
final class XText {

  /** For accounts without Premium, in weighted characters. */
  static final int ORDINARY_LIMIT = 280;

  /** Latin letters weigh one, ideographs and emoji two, every address 23. */
  static final TextMeasure MEASURE = TextMeasure.of("weighted characters", XText::weightOf);

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
