// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Map;

/**
 * A publication's numbers.
 *
 * @param counts by the platform's own names, such as {@code like_count}; empty where the platform
 *     gave none
 */
public record Metrics(Map<String, Long> counts) {

  public Metrics {
    counts = Map.copyOf(counts);
  }
}
