// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole sandbox, killed at random moments and started again. The far ends live on, as platforms
 * do, and hold each story at most once. {@code -Dkills=20} kills more often, {@code -Dseed=…}
 * repeats a run.
 */
class SandboxKillTests {

  private static final Logger log = LoggerFactory.getLogger(SandboxKillTests.class);
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final int LONGEST_LIFE_MILLIS = 25_000;
  private static final String STARTED = "Started SandboxApplication";
  private static final String PAGE = "What the platforms received: ";
  private static final List<String> STORIES = List.of("Footbridge", "Library");
  private static final int READERS = 3;

  @TempDir Path folder;
  private final int port = freePort();
  private Process process;

  @AfterEach
  void stopTheSandbox() throws InterruptedException {
    this.process.destroy();
    this.process.waitFor(20, TimeUnit.SECONDS);
    this.process.destroyForcibly();
  }

  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void sendsEachStoryAtMostOnceHoweverOftenItIsKilled() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    log.info("Seed {}", seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      start();
      read(STARTED);
      this.process.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
      this.process.destroyForcibly().waitFor();
    }
    start();
    List<String> output = read(PAGE);
    Map<String, List<String>> received = received(output.getLast().split(PAGE)[1].strip());
    received.forEach(SandboxKillTests::verify);
    assertThat(output).as("table").anyMatch(line -> line.contains(" of "));
    for (String state : List.of("PLANNED", "DUE", "PUBLISHING", "RETRYING", "REJECTED")) {
      assertThat(output).noneMatch(line -> line.contains("  " + state + "  "));
    }
    log.info("After {} kills: {}", KILLS, summary(output));
  }

  private static void verify(String kind, List<String> texts) {
    for (String story : STORIES) {
      long held = texts.stream().filter(text -> text.contains(story)).count();
      assertThat(held)
          .as("\"%s\" on %s", story, kind)
          .isLessThanOrEqualTo(kind.equals("email") ? READERS : 1);
    }
  }

  private static String summary(List<String> output) {
    return output.stream()
        .filter(line -> line.contains("deliveries published"))
        .findFirst()
        .orElse("");
  }

  /** Frozen posts name the service's own address, so every run is at the same port. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void start() throws IOException {
    this.process =
        JavaProcess.of(
                SandboxApplication.class,
                "--sandbox.folder=" + this.folder,
                "--server.port=" + this.port)
            .start();
    CompletableFuture.delayedExecutor(8, TimeUnit.MINUTES).execute(this.process::destroyForcibly);
  }

  /** Reads the output up to the line with this text. */
  private List<String> read(String text) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = this.process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.contains(text)) {
        return lines;
      }
    }
    throw new AssertionError("The sandbox ended by itself:\n" + String.join("\n", lines));
  }

  private static Map<String, List<String>> received(String page)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(page).resolve("received.json")).build();
      return new JsonMapper()
          .readValue(
              client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body(),
              new TypeReference<>() {});
    }
  }
}
