// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source is.
 *
 * @param name as it is configured
 * @param address as it is configured, without query, which may hold a secret
 * @param kind as it is configured
 * @param enabled whether it is asked at all
 * @param lastSuccess when it was last read whole; null when never
 * @param failures how often in a row it was not
 * @param lastError why; null when the last look went well
 * @param nextPoll when it is asked next; null when never
 */
public record SourceStatus(
    String name,
    URI address,
    SourceKind kind,
    boolean enabled,
    @Nullable Instant lastSuccess,
    int failures,
    @Nullable String lastError,
    @Nullable Instant nextPoll) {}
