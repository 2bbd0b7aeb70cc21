// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes tags such as {@code #CentralAsia} of keywords. */
final class Hashtags {

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_]+");
  private static final Pattern LETTER = Pattern.compile(".*\\p{L}.*");

  private Hashtags() {}

  /** One tag for each keyword that has a letter; no two that differ only in case. */
  static List<String> of(Collection<String> keywords, Locale locale) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String keyword : keywords) {
      String tag = joined(keyword, locale);
      if (LETTER.matcher(tag).matches()) {
        tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), "#" + tag);
      }
    }
    return List.copyOf(tags.values());
  }

  private static String joined(String keyword, Locale locale) {
    List<String> words =
        BETWEEN.splitAsStream(PlainText.line(keyword)).filter(word -> !word.isEmpty()).toList();
    if (words.size() == 1) {
      return words.getFirst();
    }
    StringBuilder tag = new StringBuilder();
    for (String word : words) {
      int first = word.offsetByCodePoints(0, 1);
      tag.append(word.substring(0, first).toUpperCase(locale)).append(word.substring(first));
    }
    return tag.toString();
  }
}
