// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Channel;
import org.storycast.format.Composed;

/**
 * What a channel would publish of a story now; nothing of it is stored as a delivery.
 *
 * @param channel where
 * @param composed the post; absent where none can be made
 * @param problem why none can be made, and what to do; empty where one can
 */
public record Preview(Channel channel, @Nullable Composed composed, String problem) {

  /** The post, if one can be made. */
  public Optional<Composed> post() {
    return Optional.ofNullable(this.composed);
  }
}
