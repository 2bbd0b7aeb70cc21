// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Collection;

/** No open channel has this name. */
public class UnknownChannelException extends RuntimeException {

  /** Names the channel and those that there are. */
  public UnknownChannelException(ChannelId channel, Collection<ChannelId> known) {
    super("There is no open channel \"%s\"; the open channels are %s".formatted(channel, known));
  }
}
