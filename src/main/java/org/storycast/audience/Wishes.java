// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.Set;

/**
 * What a reader wishes.
 *
 * @param language BCP 47 tag
 * @param sections the sections wished; empty means all
 * @param rhythm how often
 */
public record Wishes(String language, Set<String> sections, Rhythm rhythm) {

  public Wishes {
    sections = Set.copyOf(sections);
  }
}
