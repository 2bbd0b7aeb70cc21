// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A publication's numbers at one moment.
 *
 * @param at when the platform was asked
 * @param counts by the platform's own names
 */
public record Measurement(Instant at, SortedMap<String, Long> counts) {

  public Measurement {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
