// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.storycast.channel.Receipt;
import org.storycast.delivery.Delivery;
import org.storycast.story.Story;

/** The table that a run ends with: account, state, remote id, address. */
final class SandboxTable {

  private final List<String[]> rows = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  void story(Story story) {
    flush();
    this.lines.add("");
    this.lines.add(story.latest().content().headline());
  }

  void delivery(Delivery delivery, Optional<Receipt> receipt) {
    this.rows.add(
        new String[] {
          delivery.channel().value(),
          delivery.state().name(),
          receipt.map(Receipt::remoteId).orElse("-"),
          receipt
              .map(Receipt::address)
              .map(Object::toString)
              .orElse(delivery.detail().isEmpty() ? "-" : delivery.detail())
        });
  }

  @Override
  public String toString() {
    flush();
    return String.join(System.lineSeparator(), this.lines);
  }

  private void flush() {
    int[] widths = new int[3];
    for (String[] row : this.rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    for (String[] row : this.rows) {
      this.lines.add(
          "  %s  %s  %s  %s"
              .formatted(
                  padded(row[0], widths[0]),
                  padded(row[1], widths[1]),
                  padded(row[2], widths[2]),
                  row[3]));
    }
    this.rows.clear();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
