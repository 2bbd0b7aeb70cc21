// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** How far a single letter is. */
enum LetterState {
  /** It waits for its time. */
  QUEUED,
  /** A process is sending it. */
  IN_HAND,
  /** The relay answers for it. */
  SENT,
  /** The relay refused it for good, or a day was not enough. */
  FAILED,
  /** The relay may have taken it; it is not sent again. */
  DOUBT,
  /** Nobody is to get it any more. */
  DROPPED
}
