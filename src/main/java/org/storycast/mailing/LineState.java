// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** What is known of one reader's copy of an issue. */
public enum LineState {
  /** It waits for its turn. */
  QUEUED,
  /** A connection has it in hand; it may or may not have been written. */
  IN_FLIGHT,
  /** The relay took it. */
  SENT,
  /** It was not taken and is tried again. */
  RETRYING,
  /** It was refused for good, or its time is over. */
  FAILED,
  /** The relay may have taken it; nobody can tell. */
  DOUBT,
  /** The reader had withdrawn before the freeze. */
  EXCLUDED,
  /** The reader withdrew between the freeze and the reader's turn. */
  EXCLUDED_LATE
}
