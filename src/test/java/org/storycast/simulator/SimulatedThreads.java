// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/** The newspaper's profile on Threads. */
final class SimulatedThreads implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new ThreadsSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.threads.";
    return Map.of(
        account + "page",
        "https://www.threads.com/@steppecourier",
        account + "settings.base-url",
        ((HttpSimulator) simulator).address().toString(),
        account + "credentials.access-token",
        ThreadsSimulator.TOKEN);
  }
}
