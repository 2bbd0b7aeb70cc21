// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import org.springframework.stereotype.Service;

/**
 * What becomes of readers whom mail does not reach, or who called it spam. Refusals that are the
 * sender's fault have no place here: they cost no reader.
 */
@Service
public class Bounces {

  private final Suppressions suppressions;

  Bounces(Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  /**
   * A mail server says that there is nobody at the reader's address.
   *
   * @param answer the server's code, for people; names no address
   */
  public void unknown(ReaderId reader, String answer) {
    this.suppressions.suppress(reader, SuppressionReason.BOUNCED, answer);
  }

  /** Nothing has reached the reader for long: the mailbox is full, or nobody looks after it. */
  public void unreachable(ReaderId reader, String why) {
    this.suppressions.suppress(reader, SuppressionReason.BOUNCED, why);
  }

  /** The reader called our mail spam; at once and for ever. */
  public void complained(ReaderId reader) {
    this.suppressions.suppress(
        reader, SuppressionReason.COMPLAINED, "the mailbox provider reported a complaint");
  }
}
