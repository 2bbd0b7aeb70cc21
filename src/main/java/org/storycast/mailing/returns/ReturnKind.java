// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

/** What a returned mail, or a relay's refusal, says. */
public enum ReturnKind {
  /** There is no such reader, or no such domain; nothing will ever arrive. */
  RECIPIENT_DEAD,
  /** The reader's mailbox is full. */
  MAILBOX_FULL,
  /** We may not, or did not prove who we are: the sender's fault, never the reader's. */
  POLICY,
  /** Our address or name has a bad reputation, or stands on a blocklist. */
  BLOCKED,
  /** The message itself was not liked, or is too big. */
  CONTENT,
  /** It was tried in vain and could work another time, or the mailbox is out of use for now. */
  TEMPORARY,
  /** It failed for good, and the words do not say why. */
  UNDETERMINED,
  /** A program answers for a reader who is away. */
  AUTO_REPLY,
  /** A reader called our mail spam. */
  COMPLAINT,
  /** A reader wants no more mail. */
  UNSUBSCRIBE,
  /** Anything else, such as a letter to the editor. */
  NO_BOUNCE;

  /** Whether a copy did not reach its reader. */
  public boolean isBounce() {
    return switch (this) {
      case RECIPIENT_DEAD, MAILBOX_FULL, POLICY, BLOCKED, CONTENT, TEMPORARY, UNDETERMINED -> true;
      case AUTO_REPLY, COMPLAINT, UNSUBSCRIBE, NO_BOUNCE -> false;
    };
  }

  /** Whether the issue or its sender is to blame, and never the reader. */
  public boolean isOurs() {
    return this == POLICY || this == BLOCKED || this == CONTENT;
  }
}
