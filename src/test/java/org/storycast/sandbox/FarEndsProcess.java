// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The far ends in a process of their own, as in life: they outlive the service when it is killed,
 * and go when it has been gone for a while.
 */
final class FarEndsProcess {

  /** The file, in the sandbox' folder, that tells the service where everything is. */
  static final String SETTINGS = "far-ends.properties";

  /** The file that holds the number of the service's process. */
  static final String SERVICE = "service.pid";

  /** The key under which the page of received posts is told. */
  static final String PAGE = "sandbox.page";

  /** The key under which this process' number is told. */
  static final String PROCESS = "sandbox.process";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private FarEndsProcess() {}

  /** Starts them; the only argument is the sandbox' folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Clock clock = Clock.systemUTC();
    FarEnds farEnds = new FarEnds(clock);
    ReceivedPage page = new ReceivedPage(farEnds.simulators());
    Properties settings = new Properties();
    settings.putAll(farEnds.settings());
    settings.setProperty(PAGE, page.address().toString());
    settings.setProperty(PROCESS, Long.toString(ProcessHandle.current().pid()));
    write(settings, folder);
    leaveWithTheService(folder, clock);
  }

  private static void write(Properties settings, Path folder) throws IOException {
    Path next = folder.resolve(SETTINGS + ".next");
    try (Writer writer = Files.newBufferedWriter(next)) {
      settings.store(writer, null);
    }
    Files.move(next, folder.resolve(SETTINGS), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void leaveWithTheService(Path folder, Clock clock) {
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    Instant[] lastSeen = {clock.instant()};
    watch.scheduleWithFixedDelay(
        () -> {
          if (isServiceAlive(folder)) {
            lastSeen[0] = clock.instant();
          } else if (lastSeen[0].plus(PATIENCE).isBefore(clock.instant())) {
            Runtime.getRuntime().halt(0);
          }
        },
        1,
        1,
        TimeUnit.SECONDS);
  }

  private static boolean isServiceAlive(Path folder) {
    try {
      long process = Long.parseLong(Files.readString(folder.resolve(SERVICE)).strip());
      return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
    } catch (IOException | NumberFormatException notYet) {
      return false;
    }
  }
}
