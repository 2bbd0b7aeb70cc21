// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A slim sender in a process of its own: the real engine with its real schedule. It sends the issue
 * with the key {@code key} until that is settled, says so, and waits for its end.
 */
final class SenderProcess {

  static final String DONE = "DONE";

  private SenderProcess() {}

  /**
   * Sends.
   *
   * @param arguments the database's address and user, the relay's port, and settings of the mail
   */
  public static void main(String[] arguments) throws InterruptedException {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(arguments[0]);
    source.setUsername(arguments[1]);
    source.setPassword(arguments[1]);
    source.setMaximumPoolSize(5);
    source.setMinimumIdle(1);
    Map<String, String> settings =
        Arrays.stream(arguments)
            .skip(3)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    MailingFixture desk = MailingFixture.ticking(source, Integer.parseInt(arguments[2]), settings);
    while (!isSettled(desk)) {
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
    System.out.println(DONE);
    System.out.flush();
    new CountDownLatch(1).await();
  }

  private static boolean isSettled(MailingFixture desk) {
    return desk.mailings().progress("key").orElseThrow().settled();
  }
}
