// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has changed.
 *
 * @param installation whose alert it is
 * @param items at least one
 */
record AlertMessage(String installation, List<Item> items) {

  private static final int MOST_LISTED = 50;

  AlertMessage {
    items = List.copyOf(items);
  }

  String subject() {
    Item first = this.items.getFirst();
    String text = "Storycast: %s%s".formatted(first.news().prefix, first.title());
    String one = text.replaceAll("\\s+", " ");
    String shortened = one.length() > 150 ? one.substring(0, 149) + "…" : one;
    return this.items.size() == 1
        ? shortened
        : "%s (and %d more)".formatted(shortened, this.items.size() - 1);
  }

  String text() {
    String listed =
        this.items.stream()
            .limit(MOST_LISTED)
            .map(
                it ->
                    "%s%s\nSince %s.\n%s\n"
                        .formatted(it.news().prefix, it.title(), it.since(), it.detail()))
            .collect(Collectors.joining("\n"));
    int more = this.items.size() - MOST_LISTED;
    return listed + (more > 0 ? "\nAnd %d more; the console lists them.\n".formatted(more) : "");
  }

  /**
   * A problem and what is new about it.
   *
   * @param id the problem's
   * @param news what is new
   * @param title what is or was wrong
   * @param detail why, and what to do
   * @param since when it was first seen
   */
  record Item(String id, News news, String title, String detail, Instant since) {}

  /** What is new about a problem. */
  enum News {
    /** It has come up. */
    NEW(""),
    /** It lasts. */
    STILL("Still: "),
    /** It is over. */
    OVER("Over: ");

    private final String prefix;

    News(String prefix) {
      this.prefix = prefix;
    }
  }
}
