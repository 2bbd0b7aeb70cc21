// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.storycast.sandbox.JavaProcess;

/** Starts senders on a database and a relay, and kills them. */
final class SenderKills implements AutoCloseable {

  static final int CONNECTIONS = 8;

  private final String url;
  private final String user;
  private final CountingSink sink;
  private final Random random;
  private final List<Process> started = new ArrayList<>();

  SenderKills(String url, String user, CountingSink sink, Random random) {
    this.url = url;
    this.user = user;
    this.sink = sink;
    this.random = random;
  }

  /** Starts a sender with further settings such as {@code on-doubt=resend}. */
  Process start(SenderProcess.Work work, String... settings) throws IOException {
    Stream<String> fixed =
        Stream.of(
            this.url,
            this.user,
            Integer.toString(this.sink.port()),
            work.name(),
            "connections=" + CONNECTIONS);
    String[] arguments = Stream.concat(fixed, Arrays.stream(settings)).toArray(String[]::new);
    Process process = JavaProcess.of(SenderProcess.class, arguments).start();
    this.started.add(process);
    return process;
  }

  /** Kills at any of so many steps of any dialogue, or a little later. */
  void killWithin(int events, Process sender) throws Exception {
    this.sink.afterEvents(1 + this.random.nextInt(events), () -> killSoon(sender, 4));
    awaitEnd(sender);
  }

  /** Kills within so many milliseconds after it has started to work. */
  void killAfterStart(int millis, Process sender) throws Exception {
    await(SenderProcess.STARTED, sender);
    killSoon(sender, millis);
    awaitEnd(sender);
  }

  private void killSoon(Process sender, int millis) {
    Executor soon =
        CompletableFuture.delayedExecutor(
            this.random.nextInt(millis * 1000), TimeUnit.MICROSECONDS);
    soon.execute(sender::destroyForcibly);
  }

  private static void awaitEnd(Process sender) throws Exception {
    if (!sender.waitFor(60, TimeUnit.SECONDS)) {
      sender.destroyForcibly();
      String output = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      throw new AssertionError("It sent nothing:\n" + output);
    }
  }

  /** Waits until a sender says that its work is done, and ends it. */
  static void finish(Process sender) throws Exception {
    await(SenderProcess.DONE, sender);
    sender.destroyForcibly().waitFor();
  }

  private static void await(String word, Process sender) throws IOException {
    BufferedReader output = sender.inputReader();
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      if (line.equals(word)) {
        return;
      }
    }
    throw new AssertionError("The sender ended by itself:\n" + String.join("\n", said));
  }

  @Override
  public void close() {
    this.started.forEach(Process::destroyForcibly);
  }
}
