// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Set;
import org.storycast.simulator.YoutubeSimulator;

/**
 * A simulated YouTube that holds every request of a test, when the test ends, against YouTube's own
 * description of its interface.
 */
final class DescribedYoutube extends YoutubeSimulator {

  /** The description is of a revision before them. */
  private static final Set<String> NEWER =
      Set.of("There is no field Video.status.containsSyntheticMedia");

  DescribedYoutube(Clock clock) {
    super(clock);
  }

  @Override
  public void close() {
    super.close();
    Discovery.load()
        .ifPresent(
            discovery ->
                assertThat(requests())
                    .filteredOn(Discovery::describes)
                    .flatExtracting(discovery::faultsOf)
                    .filteredOn(fault -> !NEWER.contains(fault))
                    .isEmpty());
  }
}
