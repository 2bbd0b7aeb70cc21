// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.storycast.simulator.SimulatedChannel;
import org.storycast.simulator.Simulator;

/** Everything outside of the service: every platform that has a simulator, and the newspaper. */
public final class FarEnds implements AutoCloseable {

  private final Map<String, Simulator> simulators = new TreeMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final NewspaperSite site;

  /** Starts them all. */
  public FarEnds(Clock clock) {
    this.site = new NewspaperSite(clock);
    for (SimulatedChannel channel : channels()) {
      Simulator simulator = channel.start(clock);
      this.simulators.put(simulator.kind(), simulator);
      this.settings.putAll(channel.settings(simulator));
    }
    this.settings.putAll(this.site.settings());
  }

  private static List<SimulatedChannel> channels() {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AssignableTypeFilter(SimulatedChannel.class));
    List<SimulatedChannel> channels = new ArrayList<>();
    for (BeanDefinition found :
        scan.findCandidateComponents(SimulatedChannel.class.getPackageName())) {
      Class<?> type =
          ClassUtils.resolveClassName(
              String.valueOf(found.getBeanClassName()), FarEnds.class.getClassLoader());
      channels.add((SimulatedChannel) BeanUtils.instantiateClass(type));
    }
    return channels;
  }

  /** The simulators by kind. */
  public Map<String, Simulator> simulators() {
    return this.simulators;
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
