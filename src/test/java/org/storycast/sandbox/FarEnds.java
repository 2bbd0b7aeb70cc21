// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.storycast.simulator.SimulatedChannel;
import org.storycast.simulator.Simulator;

/** Everything outside of the service: every platform that has a simulator, and the newspaper. */
public final class FarEnds implements AutoCloseable {

  private final Map<String, Simulator> simulators = new TreeMap<>();
  private final Map<String, SimulatedChannel> channels = new TreeMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final NewspaperSite site;

  /** Starts them all. */
  public FarEnds(Clock clock) {
    this.site = new NewspaperSite(clock);
    for (SimulatedChannel channel : SimulatedChannel.all()) {
      Simulator simulator = channel.start(clock);
      this.simulators.put(simulator.kind(), simulator);
      this.channels.put(simulator.kind(), channel);
      this.settings.putAll(channel.settings(simulator));
    }
    this.settings.putAll(this.site.settings());
  }

  /** The simulators by kind. */
  public Map<String, Simulator> simulators() {
    return this.simulators;
  }

  /**
   * The service's settings for the channels whose accounts a person has yet to connect, without
   * those accounts' credentials.
   *
   * @param redirect where each kind of platform sends people back to
   */
  public Map<String, String> settingsToConnect(Function<String, URI> redirect) {
    Map<String, String> settings = new LinkedHashMap<>();
    this.channels.forEach(
        (kind, channel) -> {
          Simulator simulator = Objects.requireNonNull(this.simulators.get(kind));
          channel.registerRedirect(simulator, redirect.apply(kind));
          settings.putAll(channel.settingsToConnect(simulator));
        });
    return settings;
  }

  /** The newspaper. */
  NewspaperSite site() {
    return this.site;
  }

  /** The service's settings for all of this. */
  public Map<String, String> settings() {
    return this.settings;
  }

  @Override
  public void close() {
    this.simulators.values().forEach(Simulator::close);
    this.site.close();
  }
}
