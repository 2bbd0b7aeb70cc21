// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * Positions of an issue that one sender has taken for itself.
 *
 * @param issue the issue's number
 * @param first the first position
 * @param last the last position
 */
record Range(int issue, int first, int last) {

  boolean contains(LineId line) {
    return line.issue() == this.issue
        && line.position() >= this.first
        && line.position() <= this.last;
  }
}
