// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One text of a post and its limit. The template {@code templates/<kind>/<name>.<ext>} makes it.
 *
 * @param name such as {@code message}, {@code title}, {@code caption}
 * @param limit the most that the platform takes, in the measure's unit
 * @param measure how the platform counts
 * @param large from this length on an editor is warned, though the platform takes it; the limit
 *     where there is no such length
 * @param demands what the text must say, whatever the story
 * @param finish what is done to a rendered text before it is measured
 */
public record PartProfile(
    String name,
    int limit,
    TextMeasure measure,
    int large,
    List<Demand> demands,
    UnaryOperator<String> finish) {

  public PartProfile {
    demands = List.copyOf(demands);
  }

  /** A text of which nothing but its length is asked. */
  public PartProfile(String name, int limit, TextMeasure measure) {
    this(name, limit, measure, limit, List.of(), UnaryOperator.identity());
  }

  /**
   * What a text must say.
   *
   * @param text literally
   * @param why for people, such as "without it nobody can unsubscribe; write …"
   */
  public record Demand(String text, String why) {}
}
