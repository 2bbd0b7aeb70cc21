// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.util.List;

/** Writes CSV (RFC 4180) that a spreadsheet can open without harm. */
final class CsvWriter {

  private final Appendable target;

  CsvWriter(Appendable target) {
    this.target = target;
  }

  void row(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      this.target.append(i == 0 ? "" : ",").append(quoted(SpreadsheetSafe.disarm(cells.get(i))));
    }
    this.target.append("\r\n");
  }

  private static String quoted(String cell) {
    boolean isPlain =
        cell.chars().noneMatch(it -> it == ',' || it == ';' || it == '"' || it < ' ')
            && cell.equals(cell.strip());
    return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
