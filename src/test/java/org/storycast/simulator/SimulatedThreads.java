// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
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

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((ThreadsSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    ThreadsSimulator threads = (ThreadsSimulator) simulator;
    String account = "storycast.channels.threads.";
    return Map.of(
        account + "settings.app-id",
        ThreadsSimulator.APP_ID,
        account + "settings.base-url",
        threads.address().toString(),
        account + "settings.login-url",
        threads.loginPage().toString(),
        account + "credentials.app-secret",
        ThreadsSimulator.APP_SECRET);
  }
}
