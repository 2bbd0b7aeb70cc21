// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The database's clock, by which leases are judged: machines whose own clocks differ agree on it.
 * The difference is measured once a minute.
 */
@Component
class DatabaseClock implements Clock {

  private final JdbcClient jdbc;
  private final java.time.Clock clock;
  private volatile Duration difference;

  DatabaseClock(JdbcClient jdbc, java.time.Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.difference = measured();
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void measure() {
    this.difference = measured();
  }

  private Duration measured() {
    Instant there =
        this.jdbc
            .sql("SELECT CURRENT_TIMESTAMP")
            .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .single();
    return Duration.between(this.clock.instant(), there);
  }

  @Override
  public Instant now() {
    return this.clock.instant().plus(this.difference);
  }
}
