// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.storycast.audience.Rhythm;

/**
 * Which readers an issue is for.
 *
 * @param language the readers' language as a BCP 47 tag, regions included; empty for all readers
 * @param sections the story's sections: readers get it who wish one of them, or all sections
 * @param rhythms readers get it whose rhythm is one of these
 */
public record Recipients(String language, List<String> sections, Set<Rhythm> rhythms) {

  public Recipients {
    language = language.toLowerCase(Locale.ROOT);
    sections = sections.stream().map(Recipients::key).toList();
    rhythms = Set.copyOf(rhythms);
  }

  /** The readers of a story of routine priority. */
  public Recipients(String language, List<String> sections) {
    this(language, sections, EnumSet.of(Rhythm.EACH_STORY));
  }

  /** The readers of one story: who wish each, and where it is breaking, who wish those only. */
  public static Recipients ofStory(String language, List<String> sections, boolean breaking) {
    return new Recipients(
        language,
        sections,
        breaking ? EnumSet.of(Rhythm.EACH_STORY, Rhythm.BREAKING) : EnumSet.of(Rhythm.EACH_STORY));
  }

  /** The readers of a daily digest of stories in these sections. */
  public static Recipients ofDaily(String language, List<String> sections) {
    return new Recipients(language, sections, EnumSet.of(Rhythm.DAILY));
  }

  /** The readers of a weekly digest of stories in these sections. */
  public static Recipients ofWeekly(String language, List<String> sections) {
    return new Recipients(language, sections, EnumSet.of(Rhythm.WEEKLY));
  }

  /** A section as readers' wishes are stored. */
  static String key(String section) {
    return section.strip().toLowerCase(Locale.ROOT);
  }
}
