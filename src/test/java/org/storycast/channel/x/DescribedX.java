// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.storycast.simulator.XSimulator;

/**
 * A simulated X that holds every request of a test, when the test ends, against X's own description
 * of its interface.
 */
final class DescribedX extends XSimulator {

  /** The description is of a version after it. */
  private static final String OLDER_NAME = "Query parameter 'tweet.fields' is unexpected";

  private volatile boolean older;

  DescribedX(Clock clock) {
    super(clock);
  }

  @Override
  public synchronized void keepOlderNames() {
    super.keepOlderNames();
    this.older = true;
  }

  @Override
  public void close() {
    super.close();
    XDescription.load()
        .ifPresent(
            description ->
                assertThat(requests())
                    .filteredOn(XDescription::describes)
                    .flatExtracting(description::faultsOf)
                    .filteredOn(fault -> !(this.older && fault.contains(OLDER_NAME)))
                    .isEmpty());
  }
}
