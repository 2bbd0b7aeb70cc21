// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The newspaper's page on Facebook. */
final class SimulatedFacebook implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new FacebookSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.facebook.";
    String api = ((HttpSimulator) simulator).address().toString();
    return Map.of(
        account + "page",
        "https://www.facebook.com/steppecourier",
        account + "settings.page-id",
        FacebookSimulator.PAGE_ID,
        account + "settings.app-id",
        FacebookSimulator.APP_ID,
        account + "settings.base-url",
        api,
        account + "credentials.page-token",
        FacebookSimulator.PAGE_TOKEN,
        account + "credentials.app-secret",
        FacebookSimulator.APP_SECRET);
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((FacebookSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    FacebookSimulator facebook = (FacebookSimulator) simulator;
    String account = "storycast.channels.facebook.";
    return Map.of(
        account + "settings.app-id",
        FacebookSimulator.APP_ID,
        account + "settings.base-url",
        facebook.address().toString(),
        account + "settings.login-url",
        facebook.loginPage().toString(),
        account + "credentials.app-secret",
        FacebookSimulator.APP_SECRET);
  }
}
