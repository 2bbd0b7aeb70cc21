// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a CSV file.
 *
 * @param line the line of the file in which it begins, counted from one
 * @param fields its fields; those before the fault where there is one
 * @param fault why it can't be read; absent where it can
 */
record CsvRow(long line, List<String> fields, @Nullable String fault) {

  CsvRow {
    fields = List.copyOf(fields);
  }

  boolean isBlank() {
    return this.fault == null && this.fields.stream().allMatch(String::isBlank);
  }

  /** How many characters its fields have. */
  int length() {
    return this.fields.stream().mapToInt(String::length).sum();
  }
}
