// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.time.Clock;
import java.util.Map;

/**
 * What the sandbox needs to know of a channel: how its simulator starts and how an account on it is
 * configured. Each implementation in this package is found by itself.
 */
public interface SimulatedChannel {

  /** Starts the platform, with one account that may publish. */
  Simulator start(Clock clock);

  /** The service's settings for that account. */
  Map<String, String> settings(Simulator simulator);
}
