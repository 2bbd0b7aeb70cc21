// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Secret;

/** A platform's token endpoint. An adapter implements it; {@link AccessTokens} calls it. */
public interface TokenEndpoint {

  /** Asks once for a new access token. */
  Answer refresh(Secret refreshToken);

  /** What the endpoint said. */
  sealed interface Answer {

    /**
     * New tokens.
     *
     * @param accessToken the new access token
     * @param accessLife how long it is good for
     * @param refreshToken the new refresh token; absent where the old one stays
     * @param refreshLife how long the new refresh token is good for, if the platform says
     */
    record Given(
        Secret accessToken,
        Duration accessLife,
        @Nullable Secret refreshToken,
        @Nullable Duration refreshLife)
        implements Answer {}

    /** The refresh token, or the app, is refused; the reason names the platform's words. */
    record Denied(String reason) implements Answer {}

    /** The request surely changed nothing: nobody was reached, or too many requests. */
    record Unchanged(String detail, @Nullable Duration notBefore) implements Answer {}

    /** No usable answer came back: the platform may have replaced the refresh token or not. */
    record Unknown(String detail) implements Answer {}
  }
}
