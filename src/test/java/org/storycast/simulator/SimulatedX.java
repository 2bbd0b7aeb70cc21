// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The newspaper's account on X. */
final class SimulatedX implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new XSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.x.";
    return Map.of(
        account + "page", "https://x.com/" + XSimulator.USERNAME,
        account + "settings.base-url", ((HttpSimulator) simulator).address().toString(),
        account + "settings.user-id", XSimulator.USER_ID,
        account + "settings.username", XSimulator.USERNAME,
        account + "settings.budget-daily", "5",
        account + "credentials.api-key", XSimulator.API_KEY,
        account + "credentials.api-secret", XSimulator.API_SECRET,
        account + "credentials.access-token", XSimulator.ACCESS_TOKEN,
        account + "credentials.access-token-secret", XSimulator.ACCESS_TOKEN_SECRET);
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((XSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    String account = "storycast.channels.x.";
    String address = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "settings.base-url",
        address,
        account + "settings.consent-url",
        address + "/i/oauth2/authorize",
        account + "settings.client-id",
        XSimulator.CLIENT_ID,
        account + "credentials.client-secret",
        XSimulator.CLIENT_SECRET);
  }
}
