// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Picks a story's sentences. */
final class Sentences {

  private Sentences() {}

  /** The first sentences of summary and body, each once. */
  static List<String> first(StoryText story, int most, Locale locale) {
    Set<String> sentences = new LinkedHashSet<>();
    Stream.concat(Stream.of(story.summary().whole()), story.paragraphs().stream())
        .takeWhile(text -> sentences.size() < most)
        .forEach(text -> sentences.addAll(of(text, locale)));
    return sentences.stream().limit(most).toList();
  }

  /** All sentences of a text. */
  static List<String> of(String text, Locale locale) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int end : new TextBorders(text, locale).afterSentences()) {
      sentences.add(PlainText.line(text.substring(start, end)));
      start = end;
    }
    sentences.add(PlainText.line(text.substring(start)));
    sentences.removeIf(String::isEmpty);
    return sentences;
  }
}
