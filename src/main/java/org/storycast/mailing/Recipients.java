// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.List;
import java.util.Locale;

/**
 * Which readers an issue is for.
 *
 * @param language the readers' language as a BCP 47 tag, regions included; empty for all readers
 * @param sections the story's sections: readers get it who wish one of them, or all sections
 */
public record Recipients(String language, List<String> sections) {

  public Recipients {
    language = language.toLowerCase(Locale.ROOT);
    sections = sections.stream().map(section -> section.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
