// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * What the sandbox needs to know of a channel: how its simulator starts and how an account on it is
 * configured. Each implementation in this package is found by itself.
 */
public interface SimulatedChannel {

  /** Every one. */
  static List<SimulatedChannel> all() {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AssignableTypeFilter(SimulatedChannel.class));
    return scan.findCandidateComponents(SimulatedChannel.class.getPackageName()).stream()
        .map(found -> String.valueOf(found.getBeanClassName()))
        .map(name -> ClassUtils.resolveClassName(name, SimulatedChannel.class.getClassLoader()))
        .map(type -> (SimulatedChannel) BeanUtils.instantiateClass(type))
        .toList();
  }

  /** The one of a kind, by its name. */
  static SimulatedChannel of(String kind) {
    return all().stream()
        .filter(it -> it.getClass().getSimpleName().equalsIgnoreCase("Simulated" + kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nothing simulates " + kind));
  }

  /** Starts the platform, with one account that may publish. */
  Simulator start(Clock clock);

  /** The service's settings for that account. */
  Map<String, String> settings(Simulator simulator);

  /**
   * Registers the address to which the platform's consent page sends people back, where it has such
   * a page.
   */
  default void registerRedirect(Simulator simulator, URI redirect) {}

  /**
   * The settings and credentials of a channel whose account nobody has connected yet: the app's own
   * only. Empty where the platform has no consent page.
   */
  default Map<String, String> settingsToConnect(Simulator simulator) {
    return Map.of();
  }
}
