// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a delivery's ledger. Each holds the hash of the one before it.
 *
 * @param delivery whose line it is
 * @param number one for the first
 * @param at when it was written, to the microsecond
 * @param kind what happened
 * @param details the essentials in words; reader ids at most, never addresses, never secrets
 * @param previous the hash of the line before, or of nothing
 * @param hash of all of this
 */
public record LedgerEntry(
    DeliveryId delivery,
    int number,
    Instant at,
    Kind kind,
    Map<String, String> details,
    String previous,
    String hash) {

  public LedgerEntry {
    details = java.util.Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** What lines there are. */
  public enum Kind {
    /** The delivery was planned. */
    PLANNED,
    /** The post was composed and frozen. */
    FROZEN,
    /** An attempt stored a handle. */
    CHECKPOINT,
    /** The irreversible call was announced. */
    INTENT,
    /** An attempt ended. */
    OUTCOME,
    /** The process died in between, or lost the delivery. */
    FOUND_AGAIN,
    /** The platform was asked whether it holds the post. */
    READ_BACK,
    /** A policy or a person decided. */
    DECIDED,
    /** It may not be sent any more. */
    MISSED,
    /** Everything was done but the irreversible call. */
    REHEARSED
  }
}
