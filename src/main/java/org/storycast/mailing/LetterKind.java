// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** What a single letter is for. */
enum LetterKind {
  /**
   * Asks to confirm a sign-up. In doubt it is sent once more: without it the reader's wish is lost
   * and nobody would know, while a second copy has the same Message-ID, by which many mail programs
   * show it once, and the same link, which confirms once.
   */
  CONFIRMATION(true),

  /** Welcomes a reader. In doubt it is left alone: nothing depends on it. */
  WELCOME(false);

  private final boolean again;

  LetterKind(boolean again) {
    this.again = again;
  }

  /** Whether a letter of which nobody knows whether the relay took it is sent a second time. */
  boolean isSentAgainInDoubt() {
    return this.again;
  }
}
