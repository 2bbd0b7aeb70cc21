// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.UUID;

/**
 * Identifies a reader for ever; the only thing about a reader that other tables and ledgers keep.
 *
 * @param value a UUID
 */
public record ReaderId(UUID value) {

  @Override
  public String toString() {
    return this.value.toString();
  }
}
