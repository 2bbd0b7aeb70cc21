// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The newspaper's page on LinkedIn. */
final class SimulatedLinkedin implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new LinkedinSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.linkedin.";
    String address = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "page",
        "https://www.linkedin.com/company/steppecourier",
        account + "settings.author",
        LinkedinSimulator.PAGE,
        account + "settings.base-url",
        address,
        account + "settings.oauth-url",
        address,
        account + "settings.upload-hosts",
        "127.0.0.1",
        account + "credentials.access-token",
        LinkedinSimulator.PAGE_TOKEN);
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((LinkedinSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    String account = "storycast.channels.linkedin.";
    String address = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "settings.base-url",
        address,
        account + "settings.oauth-url",
        address,
        account + "settings.upload-hosts",
        "127.0.0.1",
        account + "settings.client-id",
        LinkedinSimulator.CLIENT_ID,
        account + "credentials.client-secret",
        LinkedinSimulator.CLIENT_SECRET);
  }
}
