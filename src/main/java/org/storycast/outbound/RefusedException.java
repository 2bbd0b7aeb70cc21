// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.outbound;

import java.io.IOException;

/** An address that may not be asked; an {@link IOException} so that it passes through clients. */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  RefusedException(String why) {
    super(why);
  }

  String why() {
    String message = getMessage();
    return message == null ? "refused" : message;
  }
}
