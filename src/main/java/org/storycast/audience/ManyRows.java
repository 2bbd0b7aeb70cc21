// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.Collections;

/** Writes the part of an INSERT that holds many rows: one statement costs one round trip. */
final class ManyRows {

  /** PostgreSQL takes 65,535 parameters in one statement. */
  static final int MOST = 1000;

  private ManyRows() {}

  /** Such as {@code (?, ?), (?, ?)}. */
  static String values(int rows, int columns) {
    String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    return String.join(", ", Collections.nCopies(rows, row));
  }
}
