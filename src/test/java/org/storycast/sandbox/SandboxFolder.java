// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.springframework.util.FileSystemUtils;

/**
 * The sandbox' folder on disk. A run that was killed leaves its data and its far ends behind, and
 * the next run goes on with them; a run that ended leaves nothing.
 */
record SandboxFolder(Path path) {

  /** The far ends' settings: those of a killed run if they still run, else of new ones. */
  Properties farEnds() throws IOException, InterruptedException {
    Optional<Properties> left = settings().filter(SandboxFolder::isAlive);
    if (left.isPresent()) {
      enter();
      return left.get();
    }
    FileSystemUtils.deleteRecursively(this.path);
    Files.createDirectories(this.path);
    enter();
    Process process = start();
    while (settings().isEmpty()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "The far ends did not start; see " + this.path.resolve("far-ends.log"));
      }
      process.waitFor(100, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
    return settings().orElseThrow();
  }

  /** The service's data. */
  Path data() {
    return this.path.resolve("data");
  }

  /** Ends the far ends and forgets everything, after a run that was not killed. */
  void leave(Properties farEnds) {
    ProcessHandle.of(processOf(farEnds)).ifPresent(ProcessHandle::destroyForcibly);
    try {
      Files.deleteIfExists(this.path.resolve(FarEndsProcess.SETTINGS));
    } catch (IOException kept) {
      throw new java.io.UncheckedIOException(kept);
    }
  }

  private void enter() throws IOException {
    Files.writeString(
        this.path.resolve(FarEndsProcess.SERVICE), Long.toString(ProcessHandle.current().pid()));
  }

  private Process start() throws IOException {
    return JavaProcess.of(FarEndsProcess.class, this.path.toString())
        .redirectOutput(this.path.resolve("far-ends.log").toFile())
        .start();
  }

  private Optional<Properties> settings() throws IOException {
    Path file = this.path.resolve(FarEndsProcess.SETTINGS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return Optional.of(properties);
  }

  private static boolean isAlive(Properties farEnds) {
    return ProcessHandle.of(processOf(farEnds)).filter(ProcessHandle::isAlive).isPresent();
  }

  private static long processOf(Properties farEnds) {
    return Long.parseLong(farEnds.getProperty(FarEndsProcess.PROCESS));
  }
}
