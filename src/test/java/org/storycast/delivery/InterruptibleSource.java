// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be away for a while. */
final class InterruptibleSource extends DelegatingDataSource {

  private volatile boolean away;
  private final CountDownLatch refusals = new CountDownLatch(3);

  InterruptibleSource(DataSource source) {
    super(source);
  }

  /** From now on nobody gets a connection. */
  void goAway() {
    this.away = true;
  }

  void comeBack() {
    this.away = false;
  }

  /** Waits until it was asked in vain a few times. */
  void awaitRefusals() throws InterruptedException {
    this.refusals.await();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (this.away) {
      this.refusals.countDown();
      throw new SQLException("The database is away", "08001");
    }
    return super.getConnection();
  }
}
