// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Keeps a caption to a number of hashtags, so that it still reads well: of what is too many, those
 * within a sentence stay as words, and those that stand in a row of hashtags go.
 */
final class Hashtags {

  /** A number alone is no hashtag. */
  static final Pattern ONE =
      Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}_&#])#(?=[\\p{N}_]*\\p{L})[\\p{L}\\p{M}\\p{N}_]+");

  private static final Pattern ROW = Pattern.compile("\\s*(#[\\p{L}\\p{M}\\p{N}_]+[\\s,;·|]*)+");

  private Hashtags() {}

  /** How many there are. */
  static long count(String caption) {
    return ONE.matcher(caption).results().count();
  }

  /** What keeps a caption to at most so many. */
  static UnaryOperator<String> atMost(int number) {
    return caption -> kept(caption, number);
  }

  private static String kept(String caption, int number) {
    List<MatchResult> excess = ONE.matcher(caption).results().skip(number).toList();
    if (excess.isEmpty()) {
      return caption;
    }
    List<int[]> lines = lines(caption);
    StringBuilder kept = new StringBuilder(caption);
    for (MatchResult tag : excess.reversed()) {
      if (isInRow(caption, tag.start(), lines)) {
        int from = tag.start();
        while (from > 0 && isGap(kept.charAt(from - 1))) {
          from--;
        }
        kept.delete(from, tag.end());
      } else {
        kept.deleteCharAt(tag.start());
      }
    }
    return kept.toString().replaceAll("\\n{3,}", "\n\n").strip();
  }

  /** What may stand between two hashtags of a row; not a line's end. */
  private static boolean isGap(char character) {
    return " \t,;·|".indexOf(character) >= 0;
  }

  private static List<int[]> lines(String caption) {
    List<int[]> lines = new ArrayList<>();
    int from = 0;
    for (String line : caption.split("\n", -1)) {
      lines.add(new int[] {from, from + line.length()});
      from += line.length() + 1;
    }
    return lines;
  }

  /** Whether the line from its last word that is no hashtag on holds the tag. */
  private static boolean isInRow(String caption, int at, List<int[]> lines) {
    return lines.stream()
        .filter(line -> line[0] <= at && at <= line[1])
        .anyMatch(line -> ROW.matcher(rowOf(caption, line, at)).matches());
  }

  /** A row is a whole line, or what follows a sentence's end. */
  private static String rowOf(String caption, int[] line, int at) {
    int from = line[0];
    for (int end = at - 1; end > line[0]; end--) {
      if (".!?…。！？".indexOf(caption.charAt(end - 1)) >= 0) {
        from = end;
        break;
      }
    }
    return caption.substring(from, line[1]);
  }
}
