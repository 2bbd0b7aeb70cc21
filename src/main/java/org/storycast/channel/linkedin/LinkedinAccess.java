// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.linkedin;

import java.util.function.Function;
import org.storycast.channel.Secret;
import org.storycast.channel.support.Access;
import org.storycast.channel.support.AccountTokens;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;

/** The account's access token: one that a person renews, or one that is refreshed. */
sealed interface LinkedinAccess {

  /** Sends a request with the token. */
  AuthorizedReply send(Function<Secret, Reply> request);

  /** The token, for the question when it ends. */
  Access token();

  /** A token of sixty days; there is no other until a person enters it. */
  record Fixed(Secret secret) implements LinkedinAccess {

    @Override
    public AuthorizedReply send(Function<Secret, Reply> request) {
      return new AuthorizedReply.Sent(request.apply(this.secret));
    }

    @Override
    public Access token() {
      return new Access.Granted(this.secret);
    }
  }

  /** A partner's tokens. */
  record Refreshed(AccountTokens tokens) implements LinkedinAccess {

    @Override
    public AuthorizedReply send(Function<Secret, Reply> request) {
      return this.tokens.send(request, answer -> answer.status() == 401);
    }

    @Override
    public Access token() {
      return this.tokens.current();
    }
  }
}
