// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.UUID;

/**
 * Identifies an issue for ever.
 *
 * @param value a UUID
 */
public record IssueId(UUID value) {

  /** Reads the form that {@link #toString()} writes. */
  public static IssueId parse(String text) {
    return new IssueId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return this.value.toString();
  }
}
