// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.format;

import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;

/** Turns an edition into a post for one channel. */
public interface PostComposer {

  /**
   * Renders the channel's templates within its limits and has the media drawn that it demands.
   *
   * @param edition the story or the digest
   * @param key goes into the link, so that read-back recognises the post
   * @throws CannotComposeException when a template is broken or no shrinking makes the text fit
   */
  Composed compose(Edition edition, Channel channel, DeliveryKey key);
}
