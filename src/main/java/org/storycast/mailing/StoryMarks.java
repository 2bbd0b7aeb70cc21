// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the stories of a digest between their marks, and leaves some of them out. */
final class StoryMarks {

  /** A mark on a line of its own goes with its line. */
  private static final Pattern MARK =
      Pattern.compile("<!--storycast:(story|end)-->|\\{\\{storycast:(story|end)}}(?: *\\n)?");

  private StoryMarks() {}

  /**
   * Passes where each story stands between its marks, or where there are no marks.
   *
   * @throws IllegalArgumentException naming the part and the remedy
   */
  static void check(String text, String part, int stories) {
    List<Mark> marks = marks(text);
    boolean paired = marks.size() % 2 == 0;
    for (int mark = 0; mark < marks.size(); mark++) {
      paired &= marks.get(mark).begins() == (mark % 2 == 0);
    }
    if (!marks.isEmpty() && (!paired || marks.size() != 2 * stories)) {
      throw new IllegalArgumentException(
          "The part %s has %d marks and the digest %d stories; its template must write one mark storycast:story before each story and one storycast:end behind it"
              .formatted(part, marks.size(), stories));
    }
  }

  /** Whether a text has any. */
  static boolean areIn(String text) {
    return MARK.matcher(text).find();
  }

  /** The text without marks, and without the stories that are not kept. */
  static String keep(String text, BitSet kept) {
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    int story = 0;
    for (Mark mark : marks(text)) {
      if (mark.begins() || kept.get(story++)) {
        result.append(text, from, mark.start());
      }
      from = mark.end();
    }
    return result.append(text, from, text.length()).toString();
  }

  private static List<Mark> marks(String text) {
    List<Mark> marks = new ArrayList<>();
    Matcher matcher = MARK.matcher(text);
    while (matcher.find()) {
      String kind = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      marks.add(new Mark(matcher.start(), matcher.end(), "story".equals(kind)));
    }
    return marks;
  }

  private record Mark(int start, int end, boolean begins) {}
}
