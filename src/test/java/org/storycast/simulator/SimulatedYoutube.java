// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/** The newspaper's channel on YouTube. */
final class SimulatedYoutube implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new YoutubeSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.youtube.";
    String api = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "page",
        "https://www.youtube.com/@steppecourier",
        account + "settings.client-id",
        YoutubeSimulator.CLIENT_ID,
        account + "settings.made-for-kids",
        "false",
        account + "settings.base-url",
        api,
        account + "settings.token-url",
        api + "/token",
        account + "credentials.client-secret",
        YoutubeSimulator.CLIENT_SECRET,
        account + "credentials.refresh-token",
        YoutubeSimulator.REFRESH_TOKEN);
  }
}
