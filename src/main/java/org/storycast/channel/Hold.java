// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether this installation may speak at all: a restored backup or a clone may not, until a person
 * confirms it. Whoever sends without an {@link Attempt} asks here first.
 */
public interface Hold {

  /** Why nothing may be sent; empty where all is well. */
  Optional<String> heldBecause();

  /** When a restored database was confirmed: what is older may have been sent unknown to it. */
  Optional<Instant> restoredAt();
}
