// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * An issue that may be sent now.
 *
 * @param number its number in the ledger
 * @param id its identity
 * @param priority a higher one goes first
 * @param fresh whether there are readers whom no sender has taken yet
 * @param due whether a line is to be tried again now
 */
record OpenIssue(int number, IssueId id, int priority, boolean fresh, boolean due) {}
