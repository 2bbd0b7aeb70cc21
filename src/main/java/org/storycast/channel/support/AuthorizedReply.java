// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.support;

import org.storycast.channel.Outcome;

/** What became of a request that needs an access token. */
public sealed interface AuthorizedReply {

  /** It was sent. */
  record Sent(Reply reply) implements AuthorizedReply {}

  /** It was not sent, for want of a token. */
  record Withheld(Outcome outcome) implements AuthorizedReply {}
}
