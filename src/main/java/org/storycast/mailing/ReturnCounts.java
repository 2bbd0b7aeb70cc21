// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * Knows what came back of the copies of an issue; there is none where returned mail is not read.
 */
public interface ReturnCounts {

  /** What came back of an issue. */
  Returned of(IssueId issue);

  /**
   * Readers whose copies came back, each once, by what was said last.
   *
   * @param hard whose address is dead
   * @param soft whose mailbox took nothing for now
   * @param policy whose provider refused the mail, not the reader
   * @param complained who called it spam, as far as their providers tell
   */
  record Returned(long hard, long soft, long policy, long complained) {}
}
