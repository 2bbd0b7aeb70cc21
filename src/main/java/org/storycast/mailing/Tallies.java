// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many lines of an issue are in each state. Each sender adds to a row of its own, so that none
 * waits for another.
 */
@Repository
class Tallies {

  /** Who adds what no sender does: the freeze, the sweep and people. */
  static final UUID NOBODY = new UUID(0, 0);

  private static final List<LineState> STATES = List.of(LineState.values());
  private static final String ADD =
      STATES.stream()
          .map(LineState::column)
          .map(column -> "%s = %s + ?".formatted(column, column))
          .collect(
              Collectors.joining(
                  ", ", "UPDATE mailing_tally SET ", " WHERE issue = ? AND sender = ?"));
  private static final String INSERT =
      "INSERT INTO mailing_tally (%s, issue, sender) VALUES (%s?, ?) ON CONFLICT DO NOTHING"
          .formatted(
              STATES.stream().map(LineState::column).collect(Collectors.joining(", ")),
              "?, ".repeat(STATES.size()));
  private static final String SUMS =
      STATES.stream()
          .map(LineState::column)
          .map(column -> "COALESCE(SUM(%s), 0) AS %s".formatted(column, column))
          .collect(Collectors.joining(", ", "SELECT ", " FROM mailing_tally WHERE issue = ?"));

  private final JdbcClient jdbc;

  Tallies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts what moved. */
  void add(List<Move> moves, UUID sender) {
    Map<Integer, int[]> changes = new TreeMap<>();
    for (Move move : moves) {
      int[] change = changes.computeIfAbsent(move.line().issue(), it -> new int[STATES.size()]);
      change[move.from().ordinal()]--;
      change[move.to().ordinal()]++;
    }
    changes.forEach((issue, change) -> add(issue, change, sender));
  }

  /** Counts so many lines that moved from one state to another. */
  void add(int issue, LineState from, LineState to, int lines) {
    int[] change = new int[STATES.size()];
    change[from.ordinal()] -= lines;
    change[to.ordinal()] += lines;
    add(issue, change, NOBODY);
  }

  /** Begins an issue's numbers. */
  void begin(int issue, Map<LineState, Long> lines) {
    int[] change = new int[STATES.size()];
    lines.forEach((state, count) -> change[state.ordinal()] = Math.toIntExact(count));
    add(issue, change, NOBODY);
  }

  private void add(int issue, int[] change, UUID sender) {
    if (Arrays.stream(change).allMatch(lines -> lines == 0)) {
      return;
    }
    List<Object> values = new ArrayList<>(Arrays.stream(change).boxed().toList());
    values.add(issue);
    values.add(sender);
    if (this.jdbc.sql(ADD).params(values).update() == 0
        && this.jdbc.sql(INSERT).params(values).update() == 0) {
      this.jdbc.sql(ADD).params(values).update();
    }
  }

  /** How many lines of an issue are in each state. */
  Map<LineState, Long> sums(int issue) {
    return this.jdbc
        .sql(SUMS)
        .param(issue)
        .query(
            (row, number) -> {
              Map<LineState, Long> sums = new EnumMap<>(LineState.class);
              for (LineState state : STATES) {
                sums.put(state, row.getLong(state.column()));
              }
              return sums;
            })
        .single();
  }
}
