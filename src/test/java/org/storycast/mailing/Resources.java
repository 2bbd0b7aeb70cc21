// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What processes have used, as Linux tells it. */
final class Resources {

  private Resources() {}

  /** The most memory that a process has had resident; zero where nobody tells. */
  static long peakMegabytes(ProcessHandle process) {
    Path status = Path.of("/proc/%d/status".formatted(process.pid()));
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException untold) {
      return 0;
    }
  }

  /** CPU seconds of a database's processes, by one of its backends. */
  static double databaseSeconds(long backend) {
    return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).stream()
        .flatMap(ProcessHandle::descendants)
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToDouble(time -> time.toNanos() / 1e9)
        .sum();
  }
}
