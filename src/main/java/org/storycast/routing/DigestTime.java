// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * A moment that is set for a digest.
 *
 * @param moment when
 * @param local the same on the wall clock of the channel's zone, which names the digest
 */
public record DigestTime(Instant moment, LocalDateTime local) {}
