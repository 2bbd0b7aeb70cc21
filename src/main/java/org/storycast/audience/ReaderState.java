// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** Whether a reader gets mail. */
public enum ReaderState {
  /** The reader asked for mail and gets it. */
  CONFIRMED,
  /** The reader asked for no more mail; only the reader can change that. */
  UNSUBSCRIBED,
  /** The address must not be written to: it is dead, or its owner complained. */
  SUPPRESSED
}
