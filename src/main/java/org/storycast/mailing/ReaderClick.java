// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;

/**
 * A link that was opened in one reader's copy, for the reader who asks what is stored.
 *
 * @param issue whose link
 * @param target where it leads
 * @param firstAt when it was first opened
 * @param lastAt when it was last opened
 * @param hits how often, up to a thousand
 * @param counted whether it is taken for the reader's own click, and not for a machine's
 */
public record ReaderClick(
    IssueId issue, String target, Instant firstAt, Instant lastAt, int hits, boolean counted) {}
