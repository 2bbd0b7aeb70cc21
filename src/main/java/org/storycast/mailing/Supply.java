// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which line is next, for one sender. It keeps the ranges that the sender has taken; what it knows
 * of them is a copy that may be dropped at any time.
 *
 * <p>The most urgent issues come first. Issues that are equally urgent take turns, so that a short
 * one need not wait for a long one. Lines that are tried again come before new ones.
 */
final class Supply {

  private static final Deque<Line> NONE = new ArrayDeque<>(0);

  private final UUID sender;
  private final Ledger ledger;
  private final Ranges ranges;
  private final Retries retries;
  private final List<Range> held = new ArrayList<>();
  private final Map<Integer, Deque<Line>> ready = new HashMap<>();
  private boolean current = true;
  private int turn;

  Supply(UUID sender, Ledger ledger, Ranges ranges, Retries retries) {
    this.sender = sender;
    this.ledger = ledger;
    this.ranges = ranges;
    this.retries = retries;
  }

  /** Forgets what it knows: the database may know better. */
  void drop() {
    this.current = false;
  }

  /** Takes up to so many lines. */
  List<Line> next(int wanted, List<OpenIssue> open) {
    load();
    List<Line> lines = new ArrayList<>();
    int from = 0;
    while (from < open.size() && lines.size() < wanted) {
      int to = from + 1;
      while (to < open.size() && open.get(to).priority() == open.get(from).priority()) {
        to++;
      }
      takeTurns(open.subList(from, to), wanted, lines);
      from = to;
    }
    return lines;
  }

  private void takeTurns(List<OpenIssue> issues, int wanted, List<Line> lines) {
    this.turn++;
    List<OpenIssue> left = new ArrayList<>();
    for (int index = 0; index < issues.size(); index++) {
      left.add(issues.get(Math.floorMod(this.turn + index, issues.size())));
    }
    while (!left.isEmpty() && lines.size() < wanted) {
      List<OpenIssue> round = List.copyOf(left);
      for (int index = 0; index < round.size() && lines.size() < wanted; index++) {
        int share = Math.ceilDiv(wanted - lines.size(), round.size() - index);
        List<Line> taken = take(round.get(index), share);
        lines.addAll(taken);
        if (taken.size() < share) {
          left.remove(round.get(index));
        }
      }
    }
  }

  private List<Line> take(OpenIssue issue, int most) {
    List<Line> taken = issue.due() ? takeDue(issue.number(), most) : new ArrayList<>();
    Deque<Line> waiting = this.ready.computeIfAbsent(issue.number(), it -> new ArrayDeque<>());
    boolean more = true;
    while (taken.size() < most && more) {
      Line line = waiting.poll();
      if (line != null) {
        taken.add(line);
      } else {
        more = issue.fresh() && takeRange(issue.number());
      }
    }
    return taken;
  }

  /** What is listed and was settled after all is struck out. */
  private List<Line> takeDue(int issue, int most) {
    List<LineId> due = this.retries.takeDue(issue, most, this.sender);
    List<Line> lines = new ArrayList<>(this.ledger.lock(due));
    List<LineId> settled =
        lines.stream().filter(line -> line.state() != LineState.RETRYING).map(Line::id).toList();
    if (!settled.isEmpty()) {
      this.retries.remove(settled);
    }
    lines.removeIf(line -> line.state() != LineState.RETRYING);
    return lines;
  }

  private boolean takeRange(int issue) {
    Optional<Range> range = this.ranges.take(issue, this.sender);
    range.ifPresent(this::hold);
    return range.isPresent();
  }

  private void hold(Range range) {
    this.held.add(range);
    this.ready
        .computeIfAbsent(range.issue(), it -> new ArrayDeque<>())
        .addAll(this.ledger.queued(range));
  }

  private void load() {
    if (!this.current) {
      this.held.clear();
      this.ready.clear();
      this.ranges.of(this.sender).forEach(this::hold);
      this.current = true;
    }
  }

  /** Ends the ranges of which nothing waits and nothing is in hand. */
  void endRanges(Collection<LineId> inHand) {
    List<Range> ended =
        this.held.stream()
            .filter(range -> inHand.stream().noneMatch(range::contains))
            .filter(range -> !isWaiting(range))
            .toList();
    ended.forEach(this.ranges::end);
    this.held.removeAll(ended);
  }

  private boolean isWaiting(Range range) {
    Line last = this.ready.getOrDefault(range.issue(), NONE).peekLast();
    return last != null && range.contains(last.id());
  }

  /** Whether one of the issues has more lines than were taken. */
  boolean hasMore(List<OpenIssue> open) {
    return open.stream()
        .anyMatch(it -> it.fresh() || !this.ready.getOrDefault(it.number(), NONE).isEmpty());
  }
}
