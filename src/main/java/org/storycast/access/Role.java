// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

/** What a token may do; each role may do what the one before it may. */
public enum Role {
  /** Reads. */
  READER,
  /** Submits stories, previews, rehearses and tests them. */
  EDITOR,
  /** Sends, settles, pauses; sees the readers. */
  OPERATOR,
  /** Hands out tokens. */
  ADMIN;

  /** Whether this role includes the other. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
