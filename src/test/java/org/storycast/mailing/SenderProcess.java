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
 * A slim sender in a process of its own: the real engine with its real schedule. It sends until its
 * work is done, says so, and waits for its end.
 */
final class SenderProcess {

  static final String STARTED = "STARTED";
  static final String DONE = "DONE";

  /** What a process does. */
  enum Work {
    /** Sends the issue with the key {@code key}. */
    ISSUE,
    /** Makes the digest with the key {@code key} if it is not there, and sends it. */
    DIGEST,
    /** Sends the letters that wait. */
    LETTERS
  }

  private SenderProcess() {}

  /**
   * Sends.
   *
   * @param arguments the database's address and user, the relay's port, the {@link Work}, and
   *     settings of the mail
   */
  public static void main(String[] arguments) throws InterruptedException {
    HikariDataSource source = connections(arguments[0], arguments[1]);
    Work work = Work.valueOf(arguments[3]);
    Map<String, String> settings =
        Arrays.stream(arguments)
            .skip(4)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    MailingFixture desk = MailingFixture.ticking(source, Integer.parseInt(arguments[2]), settings);
    say(STARTED);
    if (work == Work.DIGEST) {
      desk.mailings()
          .openDigest(
              "key",
              SampleDigest.of(SampleDigest.STORIES),
              SampleDigest.daily(SampleDigest.STORIES),
              0);
    }
    while (!isDone(work, desk)) {
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
    say(DONE);
    new CountDownLatch(1).await();
  }

  private static HikariDataSource connections(String url, String user) {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(url);
    source.setUsername(user);
    source.setPassword(user);
    source.setMaximumPoolSize(5);
    source.setMinimumIdle(1);
    return source;
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }

  private static boolean isDone(Work work, MailingFixture desk) {
    return work == Work.LETTERS
        ? desk.jdbc()
                .sql("SELECT COUNT(*) FROM letter WHERE state IN ('QUEUED', 'IN_HAND')")
                .query(Integer.class)
                .single()
            == 0
        : desk.mailings().progress("key").orElseThrow().settled();
  }
}
