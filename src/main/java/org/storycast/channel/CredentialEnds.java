// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Instant;
import java.util.Optional;

/** When the credentials that are kept for channels come to their end. */
public interface CredentialEnds {

  /** When a person must connect the channel's account again; empty where no end is known. */
  Optional<Instant> of(ChannelId channel);
}
