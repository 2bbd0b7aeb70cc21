// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/** How far an import is. */
public enum ImportState {
  /** The file is still coming in. */
  UPLOADING,
  /** It waits for its turn. */
  WAITING,
  /** It is worked off. */
  RUNNING,
  /** Every row was read. */
  DONE,
  /** The file can't be read; nothing of it was added, unless the details say so. */
  UNREADABLE,
  /** An operator stopped it; the rows before are there. */
  CANCELLED;

  /** Whether nothing more happens to it. */
  public boolean isEnd() {
    return this == DONE || this == UNREADABLE || this == CANCELLED;
  }
}
