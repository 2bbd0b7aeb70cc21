// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Map;

/**
 * A publication's numbers.
 *
 * @param counts by names of at most 100 characters, the platform's own names, such as {@code
 *     like_count}; empty where the platform gave none
 */
public record Metrics(Map<String, Long> counts) {

  private static final int LONGEST_NAME = 100;

  public Metrics {
    counts = Map.copyOf(counts);
    for (String name : counts.keySet()) {
      if (name.length() > LONGEST_NAME) {
        throw new IllegalArgumentException("A number's name has at most 100 characters");
      }
    }
  }
}
