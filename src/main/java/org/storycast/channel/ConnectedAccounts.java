// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Optional;

/** The accounts that people connected while the service runs, instead of configuring them. */
public interface ConnectedAccounts {

  /** What was last connected or disconnected on a channel; empty where nothing ever was. */
  Optional<ConnectedAccount> of(ChannelId channel);
}
