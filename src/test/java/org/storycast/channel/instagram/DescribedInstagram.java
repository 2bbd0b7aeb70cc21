// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.storycast.channel.support.MetaLists;
import org.storycast.simulator.InstagramSimulator;

/**
 * A simulated Instagram that holds every request of a test, when the test ends, against Meta's own
 * lists of what may be asked.
 */
final class DescribedInstagram extends InstagramSimulator {

  DescribedInstagram(Clock clock) {
    super(clock);
  }

  @Override
  public void close() {
    super.close();
    if (MetaLists.arePresent()) {
      assertThat(requests())
          .filteredOn(InstagramLists::describe)
          .flatExtracting(InstagramLists::faultsOf)
          .isEmpty();
    }
  }
}
