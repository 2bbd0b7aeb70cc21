// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.storycast.audience.ReaderId;
import org.storycast.audience.SignUpId;

/**
 * Letters to single readers, each queued by the transaction that makes it due and sent by itself,
 * before whatever mailings are under way. A letter is written when it is sent, so that nobody gets
 * one who must not be written to by then.
 */
@Service
public class Letters {

  private final LetterRows rows;

  Letters(LetterRows rows) {
    this.rows = rows;
  }

  /** Asks the owner of an address to confirm what somebody asked for. */
  public void askToConfirm(SignUpId signUp) {
    this.rows.insert(LetterKind.CONFIRMATION, signUp.value());
  }

  /** Welcomes a reader who has confirmed. */
  public void welcome(ReaderId reader) {
    this.rows.insert(LetterKind.WELCOME, reader.value());
  }

  /** A letter in hand. */
  record Claimed(UUID id, LetterKind kind, UUID subject, int attempt, boolean doubted) {}
}
