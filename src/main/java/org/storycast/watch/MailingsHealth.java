// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.storycast.mailing.Brakes;
import org.storycast.mailing.Returns;

/** Whether mail that comes back is read, and no issue was stopped. */
@Component("mailings" + ChannelsHealth.SUFFIX)
class MailingsHealth implements HealthIndicator {

  private final Returns returns;
  private final Brakes brakes;

  MailingsHealth(Returns returns, Brakes brakes) {
    this.returns = returns;
    this.brakes = brakes;
  }

  @Override
  public Health health() {
    Health.Builder health =
        this.returns.troubles().isEmpty() && this.brakes.stopped().isEmpty()
            ? Health.up()
            : Health.status(ChannelsHealth.ATTENTION);
    this.returns.troubles().forEach(health::withDetail);
    this.brakes
        .stopped()
        .forEach(it -> health.withDetail("issue " + it.issue().value(), it.reason()));
    return health.build();
  }
}
