// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;

/**
 * An issue as stored.
 *
 * @param id for ever
 * @param key of the delivery whose issue it is
 * @param content what it says
 * @param openedAt when its readers were frozen; also the date that its mails carry
 * @param settled whether nothing more will happen by itself
 */
record Issue(IssueId id, String key, IssueContent content, Instant openedAt, boolean settled) {}
