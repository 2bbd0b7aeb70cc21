// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.List;

/**
 * What a post that is a digest is made of.
 *
 * @param rhythm how often it comes
 * @param stories in the order in which the texts tell them
 */
public record DigestOf(DigestRhythm rhythm, List<Entry> stories) {

  public DigestOf {
    stories = List.copyOf(stories);
  }

  /**
   * One story of a digest.
   *
   * @param headline one line, in full
   * @param sections may be empty
   */
  public record Entry(String headline, List<String> sections) {

    public Entry {
      sections = List.copyOf(sections);
    }
  }
}
