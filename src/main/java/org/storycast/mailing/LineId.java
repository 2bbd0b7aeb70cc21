// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * Where a line stands in the ledger.
 *
 * @param issue the issue's number
 * @param position from one
 */
record LineId(int issue, int position) implements Comparable<LineId> {

  @Override
  public int compareTo(LineId other) {
    int byIssue = Integer.compare(this.issue, other.issue);
    return byIssue != 0 ? byIssue : Integer.compare(this.position, other.position);
  }
}
