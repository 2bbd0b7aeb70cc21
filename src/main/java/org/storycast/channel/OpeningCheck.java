// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.util.Optional;

/** Looks at a channel before it is opened while the service runs. */
public interface OpeningCheck {

  /** Why the channel can't be used as it is; it stays off then. */
  Optional<String> objection(Channel channel);
}
