// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing.returns;

import java.io.IOException;

/** What came is no mail; the message holds nothing of it. */
public final class UnreadableMailException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableMailException(Exception cause) {
    super("it cannot be read as a mail", cause);
  }
}
