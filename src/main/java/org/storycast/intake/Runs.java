// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.storycast.story.Span;

/** Runs of text that grow together into the spans of one block. */
final class Runs {

  private final List<Span> runs = new ArrayList<>();

  void add(String text, boolean strong, boolean emphasised, @Nullable URI link) {
    if (!text.isEmpty()) {
      this.runs.add(new Span(text, strong, emphasised, link));
    }
  }

  /** Takes everything out: blanks once, none at the ends, equal neighbours joined. */
  List<Span> take() {
    List<Span> spans = new ArrayList<>();
    boolean blank = true;
    for (Span run : this.runs) {
      String text = PlainText.blanks(run.text());
      if (blank && text.startsWith(" ")) {
        text = text.substring(1);
      }
      if (!text.isEmpty()) {
        blank = text.endsWith(" ");
        append(spans, new Span(text, run.strong(), run.emphasised(), run.link()));
      }
    }
    this.runs.clear();
    return trimmed(spans);
  }

  private static void append(List<Span> spans, Span next) {
    Span last = spans.isEmpty() ? null : spans.getLast();
    boolean same =
        last != null
            && last.strong() == next.strong()
            && last.emphasised() == next.emphasised()
            && java.util.Objects.equals(last.link(), next.link());
    if (last != null && same) {
      spans.set(spans.size() - 1, with(last, last.text() + next.text()));
    } else {
      spans.add(next);
    }
  }

  private static List<Span> trimmed(List<Span> spans) {
    while (!spans.isEmpty() && spans.getLast().text().isBlank()) {
      spans.removeLast();
    }
    if (!spans.isEmpty()) {
      spans.set(spans.size() - 1, with(spans.getLast(), spans.getLast().text().stripTrailing()));
    }
    return spans;
  }

  /** The spans without so many characters at the beginning and at the end. */
  static List<Span> cut(List<Span> spans, int beginning, int ending) {
    int length = spans.stream().mapToInt(it -> it.text().length()).sum();
    Runs rest = new Runs();
    int position = 0;
    for (Span span : spans) {
      int from = Math.clamp(beginning - position, 0, span.text().length());
      int to = Math.clamp(length - ending - position, from, span.text().length());
      rest.add(span.text().substring(from, to), span.strong(), span.emphasised(), span.link());
      position += span.text().length();
    }
    return rest.take();
  }

  private static Span with(Span span, String text) {
    return new Span(text, span.strong(), span.emphasised(), span.link());
  }
}
