// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;

/**
 * An issue of which no more copies are sent until somebody decides.
 *
 * @param issue which one
 * @param subject its subject
 * @param stoppedAt since when
 * @param reason why, and what to do
 */
public record StoppedIssue(IssueId issue, String subject, Instant stoppedAt, String reason) {}
