// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import org.jspecify.annotations.Nullable;

/** A post can't be made; the message names the template, the line and the value. */
public class CannotComposeException extends RuntimeException {

  /** Says what is wrong and where. */
  public CannotComposeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
