// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The newspaper's channel on YouTube. */
final class SimulatedYoutube implements SimulatedChannel {

  private static final String ACCOUNT = "storycast.channels.youtube.";

  @Override
  public Simulator start(Clock clock) {
    return new YoutubeSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    Map<String, String> settings = new HashMap<>(settingsToConnect(simulator));
    settings.put(ACCOUNT + "page", "https://www.youtube.com/@steppecourier");
    settings.put(ACCOUNT + "credentials.refresh-token", YoutubeSimulator.REFRESH_TOKEN);
    return settings;
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((YoutubeSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    String api = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        ACCOUNT + "settings.client-id",
        YoutubeSimulator.CLIENT_ID,
        ACCOUNT + "settings.made-for-kids",
        "false",
        ACCOUNT + "settings.base-url",
        api,
        ACCOUNT + "settings.token-url",
        api + "/token",
        ACCOUNT + "settings.consent-url",
        api + "/o/oauth2/v2/auth",
        ACCOUNT + "credentials.client-secret",
        YoutubeSimulator.CLIENT_SECRET);
  }
}
