// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.storycast.simulator.BlueskySimulator;

/**
 * A simulated server of Bluesky that holds every request of a test, when the test ends, against the
 * network's published schemas.
 */
final class DescribedBluesky extends BlueskySimulator {

  DescribedBluesky(Clock clock) {
    super(clock);
  }

  @Override
  public void close() {
    super.close();
    if (Lexicons.arePresent()) {
      assertThat(requests())
          .filteredOn(Lexicons::describe)
          .flatExtracting(Lexicons::faultsOf)
          .isEmpty();
    }
  }
}
