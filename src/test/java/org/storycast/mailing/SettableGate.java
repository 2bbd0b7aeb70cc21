// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.util.Optional;

/** Open, and without a doubt, until a test says otherwise. */
public final class SettableGate implements Gate {

  Optional<String> closedBecause = Optional.empty();
  Optional<Instant> doubtBefore = Optional.empty();

  @Override
  public Optional<String> closedBecause() {
    return this.closedBecause;
  }

  @Override
  public Optional<Instant> doubtBefore() {
    return this.doubtBefore;
  }
}
