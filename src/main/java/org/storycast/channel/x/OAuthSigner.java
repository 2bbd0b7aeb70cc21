// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.storycast.channel.Account;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;
import twitter4j.HttpRequest;
import twitter4j.RequestMethod;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.conf.ConfigurationBuilder;

/**
 * Signs requests by OAuth 1.0a, for which Twitter4J is used; a body of JSON or of several parts is
 * not signed.
 */
final class OAuthSigner implements XAuthorization {

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

  @Override
  public AuthorizedReply send(HttpMethod method, URI address, Function<String, Reply> request) {
    String header = authorize(RequestMethod.valueOf(method.name()), address);
    return new AuthorizedReply.Sent(request.apply(header));
  }

  /** The {@code Authorization} header of one request. */
  String authorize(RequestMethod method, URI address) {
    return this.authorization.getAuthorizationHeader(
        new HttpRequest(method, address.toString(), null, this.authorization, Map.of()));
  }

  @Override
  public String description() {
    return "OAuth 1.0a; it does not expire";
  }
}
