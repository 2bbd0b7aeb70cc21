// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that is not written to.
 *
 * @param digest by which the address is known, even after everything else was erased
 * @param reason why
 * @param detail such as the other server's words; names no address
 * @param reader whose address it was when it was suppressed; absent where it was nobody's
 * @param address of that reader; absent where there is none any more
 * @param suppressedAt since when
 */
public record Suppression(
    String digest,
    SuppressionReason reason,
    String detail,
    @Nullable ReaderId reader,
    @Nullable EmailAddress address,
    Instant suppressedAt) {}
