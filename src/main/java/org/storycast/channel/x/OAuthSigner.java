// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.util.Map;
import org.storycast.channel.Account;
import twitter4j.HttpRequest;
import twitter4j.RequestMethod;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.conf.ConfigurationBuilder;

/** Signs requests by OAuth 1.0a, for which Twitter4J is used; a JSON body is not signed. */
final class OAuthSigner {

  private final OAuthAuthorization authorization;

  OAuthSigner(Account account) {
    this.authorization =
        new OAuthAuthorization(
            new ConfigurationBuilder()
                .setOAuthConsumerKey(account.credential("api-key").reveal())
                .setOAuthConsumerSecret(account.credential("api-secret").reveal())
                .setOAuthAccessToken(account.credential("access-token").reveal())
                .setOAuthAccessTokenSecret(account.credential("access-token-secret").reveal())
                .build());
  }

  /**
   * The {@code Authorization} header of one request.
   *
   * @param address exactly as it is called, with its query
   */
  String authorize(RequestMethod method, URI address) {
    return this.authorization.getAuthorizationHeader(
        new HttpRequest(method, address.toString(), null, this.authorization, Map.of()));
  }
}
