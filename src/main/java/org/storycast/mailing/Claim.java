// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.storycast.audience.Reader;

/**
 * A reader whose copy a worker has in hand.
 *
 * @param line the reader's line
 * @param issue of which issue
 * @param reader whose copy
 * @param attempt one for the first; no two senders ever have the same attempt at a line
 * @param listed whether the line stands among the retries
 */
record Claim(LineId line, IssueId issue, Reader reader, int attempt, boolean listed) {}
