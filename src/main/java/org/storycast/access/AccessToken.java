// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a token; its text is not.
 *
 * @param id its identity
 * @param name who holds it
 * @param role what it may do
 * @param createdAt when it was created
 * @param createdBy who created it
 * @param lastUsedAt when it was used last, to the minute; absent where it never was
 * @param revokedAt when it was revoked; absent where it is valid
 */
public record AccessToken(
    UUID id,
    String name,
    Role role,
    Instant createdAt,
    String createdBy,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  Caller caller() {
    return new Caller(this.id, this.name, this.role);
  }
}
