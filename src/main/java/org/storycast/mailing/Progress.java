// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an issue is. Every reader of the frozen set is counted once.
 *
 * @param issue whose it is
 * @param settled whether nothing more will happen by itself
 * @param problem why it was stopped; absent where all is well
 * @param lines how many readers are in each state
 */
public record Progress(
    IssueId issue, boolean settled, @Nullable String problem, Map<LineState, Long> lines) {

  public Progress {
    lines = Map.copyOf(lines);
  }

  /** How many readers are in one of the states. */
  public long count(LineState... states) {
    long sum = 0;
    for (LineState state : states) {
      sum += this.lines.getOrDefault(state, 0L);
    }
    return sum;
  }

  /** Both issues as one, which has the first one's id. */
  Progress and(Progress other) {
    Map<LineState, Long> sums = new EnumMap<>(LineState.class);
    sums.putAll(this.lines);
    other.lines.forEach((state, count) -> sums.merge(state, count, Long::sum));
    return new Progress(
        this.issue,
        this.settled && other.settled,
        this.problem == null ? other.problem : this.problem,
        sums);
  }

  /** How many readers the frozen set has. */
  public long total() {
    return this.lines.values().stream().mapToLong(Long::longValue).sum();
  }
}
