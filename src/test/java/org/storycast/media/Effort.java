// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * What some work took, as Linux counts it.
 *
 * @param wall in milliseconds
 * @param cpu in milliseconds, of this process and of those that it started and that ended
 * @param memory in kilobytes, the most that this process and its children had resident together
 */
record Effort(long wall, long cpu, long memory) {

  private static final int MILLIS_PER_TICK = 10;
  private static final Path SELF = Path.of("/proc/self");

  static Watch begin() {
    return new Watch();
  }

  static String row(String name, List<Effort> efforts) {
    return "| %s | %,d (%,d) | %,d | %,d |"
        .formatted(
            name,
            median(efforts.stream().mapToLong(Effort::wall)),
            efforts.stream().mapToLong(Effort::wall).max().orElseThrow(),
            median(efforts.stream().mapToLong(Effort::cpu)),
            efforts.stream().mapToLong(Effort::memory).max().orElseThrow() / 1024);
  }

  private static long median(LongStream values) {
    long[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Runs while the work is done, and looks at the memory every tenth of a second. */
  static final class Watch {

    private final long started = System.nanoTime();
    private final long used = ticks();
    private final AtomicLong most = new AtomicLong(resident());
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

    private Watch() {
      this.looking.scheduleAtFixedRate(
          () -> this.most.accumulateAndGet(resident(), Math::max), 50, 100, TimeUnit.MILLISECONDS);
    }

    Effort end() {
      long wall = (System.nanoTime() - this.started) / 1_000_000;
      this.looking.close();
      return new Effort(wall, ticks() - this.used, Math.max(this.most.get(), resident()));
    }
  }

  /** Fields 14 to 17 of proc(5)'s stat: own and children's time, in ticks. */
  private static long ticks() {
    String stat = read(SELF.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return MILLIS_PER_TICK
        * LongStream.rangeClosed(11, 14).map(it -> Long.parseLong(fields[(int) it])).sum();
  }

  private static long resident() {
    long children =
        ProcessHandle.current()
            .descendants()
            .mapToLong(it -> resident(Path.of("/proc", Long.toString(it.pid()))))
            .sum();
    return resident(SELF) + children;
  }

  private static long resident(Path process) {
    return read(process.resolve("status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
