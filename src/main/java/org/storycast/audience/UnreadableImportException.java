// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import org.jspecify.annotations.Nullable;

/** A file of readers can't be read further; what came before was added and may come again. */
public class UnreadableImportException extends RuntimeException {

  /** Says where, why and what to do. */
  public UnreadableImportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
