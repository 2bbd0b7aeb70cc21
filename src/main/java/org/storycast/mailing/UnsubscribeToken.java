// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import org.storycast.audience.ReaderId;

/**
 * What a valid unsubscribe link says.
 *
 * @param reader whose link it is
 * @param issue the mail that it came with
 */
public record UnsubscribeToken(ReaderId reader, IssueId issue) {}
