// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/** The newspaper's account on TikTok. */
final class SimulatedTiktok implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new TiktokSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.tiktok.";
    String api = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "page",
        "https://www.tiktok.com/@" + TiktokSimulator.USERNAME,
        account + "settings.client-key",
        TiktokSimulator.CLIENT_KEY,
        account + "settings.base-url",
        api,
        account + "settings.upload-hosts",
        "127.0.0.1",
        account + "credentials.client-secret",
        TiktokSimulator.CLIENT_SECRET,
        account + "credentials.refresh-token",
        TiktokSimulator.REFRESH_TOKEN);
  }
}
