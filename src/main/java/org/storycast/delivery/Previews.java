// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.DeliveryKey;
import org.storycast.format.CannotComposeException;
import org.storycast.format.Edition;
import org.storycast.format.PostComposer;
import org.storycast.story.Revision;

/** Shows what channels would publish, made as it is made for a delivery. */
@Component
public class Previews {

  private final PostComposer composer;

  Previews(PostComposer composer) {
    this.composer = composer;
  }

  /** What a channel would publish of a revision; its link carries no delivery's key. */
  public Preview of(Revision revision, Channel channel) {
    DeliveryKey key = DeliveryKey.of("preview", revision.story().toString(), channel.id().value());
    try {
      return new Preview(channel, this.composer.compose(Edition.of(revision), channel, key), "");
    } catch (CannotComposeException broken) {
      return new Preview(channel, null, String.valueOf(broken.getMessage()));
    }
  }
}
