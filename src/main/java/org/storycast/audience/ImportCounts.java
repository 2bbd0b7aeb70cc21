// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

/**
 * What became of the rows of a file, as far as they are committed.
 *
 * @param rows all of these, the line of column names aside
 * @param added new readers
 * @param updated known readers whose name or wishes changed
 * @param unchanged of whom nothing changed, or who were suppressed already
 * @param leftUnsubscribed who unsubscribed here before, and were left so
 * @param leftSuppressed whose address must not be written to, and was left so
 * @param suppressed whom the file says to leave alone, and who are suppressed now
 * @param blank rows without any text
 * @param refused rows that can't be used
 */
public record ImportCounts(
    long rows,
    long added,
    long updated,
    long unchanged,
    long leftUnsubscribed,
    long leftSuppressed,
    long suppressed,
    long blank,
    long refused) {

  static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
