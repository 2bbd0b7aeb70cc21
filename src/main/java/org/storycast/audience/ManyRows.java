// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Writes the part of an INSERT that holds many rows: one statement costs one round trip. */
final class ManyRows {

  /** PostgreSQL takes 65,535 parameters in one statement. */
  static final int MOST = 1000;

  private static final int LARGEST_PIECE = 512;

  private ManyRows() {}

  /**
   * The same rows in pieces whose sizes are powers of two. A connection keeps each text that is
   * used repeatedly prepared in PostgreSQL's process for as long as it lives; with every size a
   * text of its own, that is hundreds of statements with thousands of parameters each.
   */
  static <T> List<List<T>> pieces(Collection<T> rows) {
    List<T> rest = List.copyOf(rows);
    List<List<T>> pieces = new ArrayList<>();
    while (!rest.isEmpty()) {
      int size = Math.min(LARGEST_PIECE, Integer.highestOneBit(rest.size()));
      pieces.add(rest.subList(0, size));
      rest = rest.subList(size, rest.size());
    }
    return pieces;
  }

  /** Such as {@code (?, ?), (?, ?)}. */
  static String values(int rows, int columns) {
    String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    return String.join(", ", Collections.nCopies(rows, row));
  }
}
