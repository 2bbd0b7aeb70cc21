// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.storycast.database.TestDatabase;

/** A pool of connections such as the service has, so that tests need not connect for each call. */
final class Pool {

  private Pool() {}

  static HikariDataSource of(TestDatabase database) {
    HikariConfig settings = new HikariConfig();
    settings.setDataSource(database.source());
    settings.setMaximumPoolSize(10);
    settings.setMinimumIdle(1);
    return new HikariDataSource(settings);
  }
}
