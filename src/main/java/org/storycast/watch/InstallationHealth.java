// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.storycast.delivery.Installation;

/** Whether this installation sends. */
@Component("installation" + ChannelsHealth.SUFFIX)
class InstallationHealth implements HealthIndicator {

  private final Installation installation;

  InstallationHealth(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Health health() {
    return this.installation
        .heldBecause()
        .map(why -> Health.status(ChannelsHealth.ATTENTION).withDetail("held", why).build())
        .orElseGet(() -> Health.up().build());
  }
}
