// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.storycast.channel.support.MetaLists;
import org.storycast.simulator.FacebookSimulator;

/**
 * A simulated Facebook that holds every request of a test, when the test ends, against Meta's own
 * lists of what may be asked.
 */
final class DescribedFacebook extends FacebookSimulator {

  DescribedFacebook(Clock clock) {
    super(clock);
  }

  @Override
  public void close() {
    super.close();
    if (MetaLists.arePresent()) {
      assertThat(requests())
          .filteredOn(FacebookLists::describe)
          .flatExtracting(FacebookLists::faultsOf)
          .isEmpty();
    }
  }
}
