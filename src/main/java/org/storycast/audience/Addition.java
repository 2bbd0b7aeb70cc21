// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** What adding a reader did. */
public enum Addition {
  /** A new reader. */
  ADDED,
  /** A known reader whose name, language or sections changed. */
  UPDATED,
  /** A known reader of whom nothing changed. */
  UNCHANGED,
  /** Nothing: the reader unsubscribed, and only the reader can change that. */
  LEFT_UNSUBSCRIBED,
  /** Nothing: the address must not be written to. */
  LEFT_SUPPRESSED
}
