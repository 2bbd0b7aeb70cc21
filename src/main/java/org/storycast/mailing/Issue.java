// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An issue as stored.
 *
 * @param id for ever
 * @param number its short name in the ledger, of this database alone
 * @param key of the delivery whose issue it is
 * @param content what it says
 * @param openedAt when its readers were frozen; also the date that its mails carry
 * @param settled whether nothing more will happen by itself
 * @param problem why it was stopped; absent where all is well
 */
record Issue(
    IssueId id,
    int number,
    String key,
    IssueContent content,
    Instant openedAt,
    boolean settled,
    @Nullable String problem) {}
