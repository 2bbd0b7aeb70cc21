// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may sign up; all instances that share a database count together.
 *
 * @param pause the shortest time between two letters to an address
 * @param daily the most letters to an address within 24 hours
 * @param network the most sign-ups within an hour from a network, IPv4 /24 or IPv6 /64
 * @param hourly the most letters within an hour to all addresses together
 */
@ConfigurationProperties("storycast.sign-up.limits")
record SignUpLimits(
    @DefaultValue("15m") Duration pause,
    @DefaultValue("3") int daily,
    @DefaultValue("20") int network,
    @DefaultValue("1000") int hourly) {

  SignUpLimits {
    if (pause.isNegative() || daily < 1 || network < 1 || hourly < 1) {
      throw new IllegalArgumentException(
          "storycast.sign-up.limits: pause can't be negative; daily, network and hourly need at"
              + " least 1");
    }
  }
}
