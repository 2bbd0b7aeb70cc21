// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Instant;

/**
 * A line of the log that proves what a reader agreed to.
 *
 * @param kind what happened
 * @param how where, from where, to which text, by whom
 * @param text the text that the reader was shown; empty where none is known
 * @param happenedAt when
 */
public record ConsentEvent(Kind kind, Consent how, String text, Instant happenedAt) {

  /** What happened. */
  public enum Kind {
    /** The reader filled in a form; nothing is sent yet but the mail that asks to confirm. */
    REQUESTED,
    /** The reader pressed the button to which that mail led. */
    CONFIRMED,
    /** An operator added a reader who agreed elsewhere. */
    ADDED,
    /** Name, wishes or rhythm changed. */
    CHANGED,
    /** The reader wants no more mail. */
    UNSUBSCRIBED,
    /** The address must not be written to. */
    SUPPRESSED,
    /** That was lifted by hand. */
    RELEASED,
    /** The reader was shown everything that is kept. */
    EXPORTED,
    /** Everything but this log was erased. */
    ERASED
  }
}
