// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Several texts in one cell, separated by {@code |}; a backslash makes what follows literal. */
final class BarCell {

  private BarCell() {}

  static String write(Collection<String> texts) {
    return texts.stream()
        .map(it -> it.replace("\\", "\\\\").replace("|", "\\|"))
        .collect(Collectors.joining("|"));
  }

  /** The texts of a cell; none where it is empty. */
  static List<String> read(String cell) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean literal = false;
    for (char it : cell.toCharArray()) {
      if (it == '|' && !literal) {
        texts.add(text.toString());
        text.setLength(0);
      } else if (it != '\\' || literal) {
        text.append(it);
      }
      literal = it == '\\' && !literal;
    }
    if (!cell.isEmpty()) {
      texts.add(text.toString());
    }
    return texts;
  }
}
