// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.UUID;

/**
 * Identifies what somebody asked for and has not confirmed yet.
 *
 * @param value a UUID
 */
public record SignUpId(UUID value) {

  @Override
  public String toString() {
    return this.value.toString();
  }
}
