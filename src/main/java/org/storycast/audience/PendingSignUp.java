// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Instant;

/**
 * What the owner of an address is asked to confirm.
 *
 * @param id by which the link names it
 * @param address of whom is asked
 * @param language in which to ask, a BCP 47 tag
 * @param known whether the owner gets our mail already
 * @param expiresAt from when on it can't be confirmed any more
 */
public record PendingSignUp(
    SignUpId id, EmailAddress address, String language, boolean known, Instant expiresAt) {}
