// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Secret;

/**
 * A person's way to a platform's consent page and back.
 *
 * @param id names it within this installation; it opens nothing
 * @param channel to which an account shall be connected
 * @param kind of the channel
 * @param starter who began it
 * @param redirect where the platform sends the person back to
 * @param verifier to the challenge; empty where there is none, or the key is another
 * @param expiresAt when it is too late to come back, or to choose
 * @param exchangingAt when the person came back; absent before
 */
record ConnectionAttempt(
    UUID id,
    ChannelId channel,
    String kind,
    Starter starter,
    URI redirect,
    Optional<Secret> verifier,
    Instant expiresAt,
    @Nullable Instant exchangingAt) {

  /** What binds the way back to the way there: only hashes of it are stored. */
  record Bonds(Secret state, Secret browser) {}
}
