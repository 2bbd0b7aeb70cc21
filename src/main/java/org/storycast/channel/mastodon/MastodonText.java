// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.mastodon;

import com.twitter.twittertext.Extractor;
import java.util.regex.Pattern;
import org.storycast.channel.TextMeasure;

/**
 * How Mastodon counts a text: what a reader sees as one character is one, every address that begins
 * with http or https is 23, and of a name on another instance only the first half counts. It finds
 * addresses by twitter-text's rules (its StatusLengthValidator, read in 2026-07), so one whose
 * domain twitter-text does not know counts in full.
 */
final class MastodonText {

  static final TextMeasure MEASURE = TextMeasure.of("characters", MastodonText::lengthOf);

  private static final String ADDRESS = "x".repeat(23);
  private static final Pattern DISTANT_NAME =
      Pattern.compile(
          "(?<![=/\\p{L}\\p{N}_])@([a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_])?)"
              + "@[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_]");

  private MastodonText() {}

  private static int lengthOf(String text) {
    String named = DISTANT_NAME.matcher(withShortAddresses(text)).replaceAll("@$1");
    return TextMeasure.graphemes().lengthOf(named);
  }

  private static String withShortAddresses(String text) {
    Extractor extractor = new Extractor();
    extractor.setExtractURLWithoutProtocol(false);
    StringBuilder shortened = new StringBuilder();
    int from = 0;
    for (Extractor.Entity address : extractor.extractURLsWithIndices(text)) {
      shortened.append(text, from, address.getStart()).append(ADDRESS);
      from = address.getEnd();
    }
    return shortened.append(text.substring(from)).toString();
  }
}
