// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.storycast.channel.Secret;

/**
 * A way to a consent page that has begun.
 *
 * @param id names the way; it opens nothing
 * @param page where the person goes
 * @param scopes what they will be asked to allow
 * @param redirect where the platform sends them back to; it must be registered there
 * @param browser what their browser must show when they come back, and nobody else may know
 * @param expiresAt when it is too late to come back
 */
public record BegunConnection(
    UUID id, URI page, List<String> scopes, URI redirect, Secret browser, Instant expiresAt) {}
