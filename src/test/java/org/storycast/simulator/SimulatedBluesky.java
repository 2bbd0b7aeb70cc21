// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/** The newspaper's account on Bluesky. */
final class SimulatedBluesky implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new BlueskySimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.bluesky.";
    String address = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "page",
        "https://bsky.app/profile/" + BlueskySimulator.HANDLE,
        account + "settings.identifier",
        BlueskySimulator.HANDLE,
        account + "settings.base-url",
        address,
        account + "settings.app-view-url",
        address,
        account + "settings.video-url",
        address,
        account + "credentials.app-password",
        BlueskySimulator.PASSWORD);
  }
}
