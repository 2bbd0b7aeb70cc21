// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a digest says, with the marks of {@link Markers} around each story.
 *
 * @param whole with all stories
 * @param stories in the order of their marks
 */
public record DigestContent(IssueContent whole, List<Entry> stories) {

  public DigestContent {
    stories = List.copyOf(stories);
    StoryMarks.check(whole.html(), "html", stories.size());
    StoryMarks.check(whole.text(), "text", stories.size());
  }

  /**
   * One story.
   *
   * @param headline one line, in full
   * @param sections may be empty
   */
  public record Entry(String headline, List<String> sections) {

    public Entry {
      sections = sections.stream().map(Recipients::key).distinct().toList();
    }
  }

  /** Whether stories can be left out. */
  boolean isMarked() {
    return StoryMarks.areIn(this.whole.html()) && StoryMarks.areIn(this.whole.text());
  }

  /** The sections of all stories, in order. */
  List<String> sections() {
    Set<String> all = new LinkedHashSet<>();
    this.stories.forEach(story -> all.addAll(story.sections()));
    return List.copyOf(all);
  }
}
