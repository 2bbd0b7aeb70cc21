// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.storycast.audience.Reader;

/**
 * A reader whose copy a worker has in hand.
 *
 * @param issue of which issue
 * @param reader whose copy
 * @param attempt one for the first
 */
record Claim(IssueId issue, Reader reader, int attempt) {}
