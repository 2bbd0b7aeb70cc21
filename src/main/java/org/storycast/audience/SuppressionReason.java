// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** Why an address is not written to. */
public enum SuppressionReason {
  /** It does not exist; lifted by hand only. */
  BOUNCED,
  /** Its owner called our mail spam; lifted by hand only. */
  COMPLAINED,
  /** An operator forbade it; lifted by hand only. */
  BY_HAND,
  /** Its owner wanted no more mail; ends when the owner signs up again and confirms. */
  UNSUBSCRIBED,
  /** Its owner had us forget everything; ends when the owner signs up again and confirms. */
  ERASED;

  /** Whether the owner of the address ends it by signing up again. */
  public boolean endsBySigningUp() {
    return this == UNSUBSCRIBED || this == ERASED;
  }

  /** Whether it takes the place of another, which is remembered behind it. */
  boolean outweighs(SuppressionReason other) {
    return !endsBySigningUp() && other.endsBySigningUp()
        || this == COMPLAINED && other != COMPLAINED
        || this == ERASED && other == UNSUBSCRIBED;
  }
}
