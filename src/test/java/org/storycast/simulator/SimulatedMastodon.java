// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The newspaper's account on Mastodon. */
final class SimulatedMastodon implements SimulatedChannel {

  @Override
  public Simulator start(Clock clock) {
    return new MastodonSimulator(clock);
  }

  @Override
  public Map<String, String> settings(Simulator simulator) {
    String account = "storycast.channels.mastodon.";
    return Map.of(
        account + "page",
        MastodonStatus.SITE + "/@" + MastodonSimulator.USERNAME,
        account + "settings.base-url",
        ((HttpSimulator) simulator).address().toString(),
        account + "credentials.access-token",
        MastodonSimulator.TOKEN);
  }

  @Override
  public void registerRedirect(Simulator simulator, URI redirect) {
    ((MastodonSimulator) simulator).registerRedirect(redirect);
  }

  @Override
  public Map<String, String> settingsToConnect(Simulator simulator) {
    String account = "storycast.channels.mastodon.";
    return Map.of(
        account + "settings.base-url", ((HttpSimulator) simulator).address().toString(),
        account + "settings.client-id", MastodonSimulator.CLIENT_ID,
        account + "credentials.client-secret", MastodonSimulator.CLIENT_SECRET);
  }
}
