// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;

/** A digest of four stories and those who get it. */
final class SampleDigest {

  static final List<DigestContent.Entry> STORIES =
      List.of(
          new DigestContent.Entry("Budget passed", List.of("Politics")),
          new DigestContent.Entry("Final won", List.of("Sport", "City")),
          new DigestContent.Entry("Match lost", List.of("Sport")),
          new DigestContent.Entry("Film opens", List.of("Culture")));

  private SampleDigest() {}

  static Recipients daily(List<DigestContent.Entry> stories) {
    return Recipients.ofDaily(
        "en", stories.stream().flatMap(it -> it.sections().stream()).distinct().toList());
  }

  static DigestContent of(List<DigestContent.Entry> stories) {
    StringBuilder html = new StringBuilder("<html><body>");
    StringBuilder text = new StringBuilder();
    for (DigestContent.Entry story : stories) {
      html.append(
          "<!--storycast:story--><p>%s</p><!--storycast:end-->".formatted(story.headline()));
      text.append("{{storycast:story}}\n* %s\n{{storycast:end}}\n".formatted(story.headline()));
    }
    return new DigestContent(
        new IssueContent(
            "Today: " + stories.getFirst().headline(),
            "and more",
            html + Markers.UNSUBSCRIBE + "</body></html>",
            text + Markers.UNSUBSCRIBE,
            "en"),
        stories);
  }
}
