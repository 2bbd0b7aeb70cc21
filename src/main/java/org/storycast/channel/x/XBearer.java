// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;

/** Sends the account's access token of OAuth 2.0; one that X refuses is replaced once. */
final class XBearer implements XAuthorization {

  private final AccountTokens tokens;

  XBearer(AccountTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public AuthorizedReply send(HttpMethod method, URI address, Function<String, Reply> request) {
    return this.tokens.send(
        token -> request.apply("Bearer " + token.reveal()), answer -> answer.status() == 401);
  }

  @Override
  public String description() {
    return "OAuth 2.0; it is renewed every two hours, with a new refresh token each time";
  }
}
