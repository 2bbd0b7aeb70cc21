// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a source between two looks at it.
 *
 * @param nextPoll when it is due
 * @param lastSuccess when it was last read whole
 * @param failures how often in a row it was not
 * @param lastError why
 * @param etag for the next conditional request
 * @param lastModified for the next conditional request
 * @param seenUntil up to which change every post of a paged source is stored
 */
record SourceState(
    Instant nextPoll,
    @Nullable Instant lastSuccess,
    int failures,
    @Nullable String lastError,
    @Nullable String etag,
    @Nullable String lastModified,
    @Nullable Instant seenUntil) {}
