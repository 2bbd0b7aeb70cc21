// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.storycast.sandbox.JavaProcess;

/** A counting sink in a process of its own, seen from the benchmark. */
final class MeasuredSink implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;
  private final int port;

  /**
   * Starts a sink.
   *
   * @param delayMillis how late each reply is
   */
  MeasuredSink(int delayMillis) throws IOException {
    this.process =
        JavaProcess.with(
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                BenchmarkSink.class,
                Integer.toString(delayMillis))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.answers = this.process.inputReader(StandardCharsets.UTF_8);
    this.orders = new PrintWriter(this.process.outputWriter(StandardCharsets.UTF_8), true);
    this.port = Integer.parseInt(this.answers.readLine());
  }

  int port() {
    return this.port;
  }

  /** What it took since the last report. */
  Copies report() throws IOException {
    Path file = Files.createTempFile("sink", ".copies");
    this.orders.println(file);
    this.answers.readLine();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return Copies.read(in);
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    this.process.destroyForcibly();
  }
}
