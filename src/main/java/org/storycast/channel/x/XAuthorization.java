// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpMethod;
import org.storycast.channel.support.AuthorizedReply;
import org.storycast.channel.support.Reply;

/** How an account shows that a request is its own. */
interface XAuthorization {

  /**
   * Sends a request with the header {@code Authorization}.
   *
   * @param address exactly as it is called, with its query
   * @param request is given the header's value
   */
  AuthorizedReply send(HttpMethod method, URI address, Function<String, Reply> request);

  /** What people call it, and whether it expires. */
  String description();
}
