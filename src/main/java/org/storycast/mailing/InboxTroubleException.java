// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/** A mailbox can't be read; the message holds what to do and no secret. */
final class InboxTroubleException extends Exception {

  private static final long serialVersionUID = 1L;

  InboxTroubleException(String message, Exception cause) {
    super(message, cause);
  }
}
