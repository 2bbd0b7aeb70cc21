// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The real sender with its real schedule in a process of its own, with the service's pool of ten
 * connections to the database. It is told by its standard input which issues to send: each line is
 * a key and the language of the readers who get it. It answers with a {@link Measured} line.
 */
final class BenchmarkSender {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final MailingFixture desk;

  private BenchmarkSender(MailingFixture desk) {
    this.desk = desk;
  }

  /**
   * Sends until its standard input ends.
   *
   * @param arguments the database's address and user, the relay's port, and settings of the mail
   */
  public static void main(String[] arguments) throws Exception {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(arguments[0]);
    source.setUsername(arguments[1]);
    source.setPassword(arguments[1]);
    source.setMaximumPoolSize(10);
    Map<String, String> settings =
        Arrays.stream(arguments)
            .skip(3)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    BenchmarkSender sender =
        new BenchmarkSender(
            MailingFixture.ticking(source, Integer.parseInt(arguments[2]), settings));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      System.out.println(sender.send(words[0], words[1]));
      System.out.flush();
    }
    System.exit(0);
  }

  private Measured send(String key, String language) throws InterruptedException, IOException {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    this.desk.mailings().open(key, BenchmarkIssue.content(), new Recipients(language, List.of()));
    long frozen = System.nanoTime();
    while (!progress(key).settled()) {
      new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }
    return new Measured(
        progress(key).count(LineState.SENT),
        (frozen - start) / 1000,
        (System.nanoTime() - frozen) / 1000,
        (SYSTEM.getProcessCpuTime() - cpu) / 1000);
  }

  private Progress progress(String key) {
    return this.desk.mailings().progress(key).orElseThrow();
  }

  /**
   * What one issue took.
   *
   * @param sent how many copies
   * @param freezeMicros to freeze its readers
   * @param sendMicros from then on until it was settled, waiting for the schedule included
   * @param cpuMicros of the process for both
   */
  record Measured(long sent, long freezeMicros, long sendMicros, long cpuMicros) {

    static Measured parse(String line) {
      long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
      return new Measured(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    @Override
    public String toString() {
      return "%d %d %d %d".formatted(sent, freezeMicros, sendMicros, cpuMicros);
    }
  }
}
