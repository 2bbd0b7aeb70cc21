// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.storycast.simulator.TelegramSimulator;

/**
 * A simulated Telegram that holds every request of a test, when the test ends, against the
 * published description of the Bot API.
 */
final class DescribedTelegram extends TelegramSimulator {

  DescribedTelegram(Clock clock) {
    super(clock);
  }

  @Override
  public void close() {
    super.close();
    TelegramSpecification.load()
        .ifPresent(
            specification ->
                assertThat(requests()).flatExtracting(specification::complaintsAbout).isEmpty());
  }
}
