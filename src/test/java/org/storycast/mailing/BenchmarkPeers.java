// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.storycast.sandbox.JavaProcess;

/**
 * The same work done by others. A peer that is not installed is left out, and the report says so.
 */
final class BenchmarkPeers {

  private static final String NODEMAILER = "10.6.1";
  private static final int MESSAGE_BYTES = 28_000;

  private final Path workshop;
  private final int connections;

  /**
   * Peers.
   *
   * @param workshop a folder into which nodemailer is installed
   * @param connections how many each opens at once
   */
  BenchmarkPeers(Path workshop, int connections) {
    this.workshop = workshop;
    this.connections = connections;
  }

  /** A raw sender in C, of Debian's postfix: the same bytes again and again. */
  Optional<BenchmarkRow> smtpSource(MeasuredSink sink, int messages) throws Exception {
    Path program = Path.of("/usr/sbin/smtp-source");
    if (!Files.isExecutable(program)) {
      return Optional.empty();
    }
    return Optional.of(
        run(
            "smtp-source",
            sink,
            messages,
            new ProcessBuilder(
                List.of(
                    program.toString(),
                    "-d",
                    "-s",
                    Integer.toString(this.connections),
                    "-m",
                    Integer.toString(messages),
                    "-l",
                    "30000",
                    "-f",
                    "news@courier.example",
                    "-t",
                    "reader1@example.org",
                    "127.0.0.1:" + sink.port()))));
  }

  /** Nodemailer's pool, from the npm registry. */
  Optional<BenchmarkRow> nodemailer(MeasuredSink sink, int messages) throws Exception {
    if (!isInstalled()) {
      return Optional.empty();
    }
    Files.copy(
        Path.of("src/test/benchmark/nodemailer.mjs"),
        this.workshop.resolve("nodemailer.mjs"),
        StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(
        run(
            "nodemailer " + NODEMAILER + ", pool",
            sink,
            messages,
            new ProcessBuilder(
                List.of(
                    "node",
                    this.workshop.resolve("nodemailer.mjs").toString(),
                    Integer.toString(sink.port()),
                    Integer.toString(this.connections),
                    Integer.toString(messages),
                    Integer.toString(MESSAGE_BYTES)))));
  }

  private boolean isInstalled() throws InterruptedException {
    if (Files.exists(this.workshop.resolve("node_modules/nodemailer"))) {
      return true;
    }
    try {
      Files.createDirectories(this.workshop);
      return new ProcessBuilder(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--silent",
                  "--prefix",
                  this.workshop.toString(),
                  "nodemailer@" + NODEMAILER)
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /** Spring's sender, used plainly. */
  BenchmarkRow javaMail(MeasuredSink sink, int messages) throws Exception {
    return run(
        "JavaMailSender",
        sink,
        messages,
        JavaProcess.with(
            List.of("-Xmx512m"),
            BenchmarkJavaMail.class,
            Integer.toString(sink.port()),
            Integer.toString(this.connections),
            Integer.toString(messages)));
  }

  /** The shell's own clock tells a process's CPU time; starting the process is part of it. */
  private BenchmarkRow run(String what, MeasuredSink sink, int messages, ProcessBuilder peer)
      throws Exception {
    Path times = Files.createTempFile("benchmark", ".times");
    Path output = Files.createTempFile("benchmark", ".out");
    String timed = "TIMEFORMAT='%%U %%S'; { time \"$@\" >'%s' 2>&1; } 2>'%s'";
    List<String> command = new ArrayList<>(List.of("bash", "-c"));
    command.add(timed.formatted(output, times));
    command.add("bash");
    command.addAll(peer.command());
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).inheritIO().start();
    long peak = 0;
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, process.descendants().mapToLong(Resources::peakMegabytes).sum());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int taken = sink.report().total();
    if (process.exitValue() != 0 || taken != messages) {
      throw new IllegalStateException(
          "%s sent %d of %d: %s".formatted(what, taken, messages, Files.readString(output)));
    }
    String[] cpu = Files.readString(times).strip().split(" ");
    return new BenchmarkRow(
        what,
        this.connections,
        messages,
        seconds,
        Double.parseDouble(cpu[0]) + Double.parseDouble(cpu[1]),
        0,
        peak);
  }
}
