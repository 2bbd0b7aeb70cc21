// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The newspaper's account on TikTok. */
final class SimulatedTiktok implements SimulatedChannel {

  private static final String ACCOUNT = "storycast.channels.tiktok.";

  @Override
  public Simulator start(Clock clock) {
    return new TiktokSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    Map<String, String> settings = new HashMap<>(settingsToConnect(simulator));
    settings.put(ACCOUNT + "page", "https://www.tiktok.com/@" + TiktokSimulator.USERNAME);
    settings.put(ACCOUNT + "credentials.refresh-token", TiktokSimulator.REFRESH_TOKEN);
    return settings;
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((TiktokSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    String api = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        ACCOUNT + "settings.client-key",
        TiktokSimulator.CLIENT_KEY,
        ACCOUNT + "settings.base-url",
        api,
        ACCOUNT + "settings.consent-url",
        api + "/v2/auth/authorize",
        ACCOUNT + "settings.upload-hosts",
        "127.0.0.1",
        ACCOUNT + "credentials.client-secret",
        TiktokSimulator.CLIENT_SECRET);
  }
}
