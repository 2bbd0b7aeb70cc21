// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Secret;

/**
 * An account that a code opened.
 *
 * @param id the platform's own, which stays when the account is renamed
 * @param name by which a person knows it, such as {@code @courier} or a page's title
 * @param settings which of the channel's settings follow from it, such as {@code page-id}; where
 *     the operator set another value, the account is not this channel's and is refused
 * @param credentials the channel's credentials that the platform gave, by their names in the
 *     configuration; they count instead of the configured ones
 * @param tokens the first tokens, for adapters that keep theirs in {@link AccessTokens}: its
 *     refresh token must be among the credentials, as what the adapter begins with; absent for
 *     credentials that are used as they are
 * @param endsAt when a person must connect the account again, whatever we do; absent where the
 *     platform does not say
 */
public record OpenedAccount(
    String id,
    String name,
    Map<String, String> settings,
    Map<String, Secret> credentials,
    TokenEndpoint.Answer.@Nullable Given tokens,
    @Nullable Instant endsAt) {

  public OpenedAccount {
    settings = Map.copyOf(settings);
    credentials = Map.copyOf(credentials);
    if (tokens != null
        && (tokens.refreshToken() == null || !credentials.containsValue(tokens.refreshToken()))) {
      throw new IllegalArgumentException("The first refresh token is not among the credentials");
    }
  }
}
