// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import org.jspecify.annotations.Nullable;

/** A card or film can't be drawn; the message says why and what to do. */
public class DrawingException extends RuntimeException {

  /** Says why and what to do. */
  public DrawingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
