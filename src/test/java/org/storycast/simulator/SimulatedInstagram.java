// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The newspaper's Instagram account. */
final class SimulatedInstagram implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new InstagramSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.instagram.";
    return Map.of(
        account + "page",
        "https://www.instagram.com/steppecourier/",
        account + "settings.user-id",
        InstagramSimulator.USER_ID,
        account + "settings.app-id",
        InstagramSimulator.APP_ID,
        account + "settings.base-url",
        ((HttpSimulator) simulator).address().toString(),
        account + "credentials.access-token",
        InstagramSimulator.TOKEN,
        account + "credentials.app-secret",
        InstagramSimulator.APP_SECRET);
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((InstagramSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    InstagramSimulator instagram = (InstagramSimulator) simulator;
    String account = "storycast.channels.instagram.";
    return Map.of(
        account + "settings.app-id",
        InstagramSimulator.APP_ID,
        account + "settings.base-url",
        instagram.address().toString(),
        account + "settings.login-url",
        instagram.loginPage().toString(),
        account + "credentials.app-secret",
        InstagramSimulator.APP_SECRET);
  }
}
