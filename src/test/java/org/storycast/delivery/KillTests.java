// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.storycast.database.TestDatabase;
import org.storycast.sandbox.FarEnds;
import org.storycast.sandbox.JavaProcess;
import org.storycast.simulator.Publication;
import org.storycast.simulator.Simulator;
import org.storycast.simulator.TiktokSimulator;

/**
 * A process of its own carries a story to every channel and is killed, for real, before and after
 * every checkpoint and every announcement. Each run recovers what the killed one left behind, and
 * is then killed at the next point.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class KillTests {

  private static final Logger log = LoggerFactory.getLogger(KillTests.class);
  private static final int MOST_POINTS = 120;

  @Parameter TestDatabase.Kind kind;
  @TempDir Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void endsWithOnePublicationOrAShownDoubtWhereverItIsKilled()
      throws IOException, InterruptedException {
    HurriedClock clock = new HurriedClock(Instant.now());
    try (FarEnds farEnds = new FarEnds(clock)) {
      liftTheDailyCap(farEnds);
      Path settings = settings(farEnds, clock);
      int point = 0;
      while (isKilledAt(point, settings)) {
        point++;
        assertThat(point).isLessThan(MOST_POINTS);
      }
      log.info("Killed at {} points on {}", point, this.kind);
      assertThat(point).isGreaterThan(farEnds.simulators().size());
      verify(farEnds, settings);
    }
  }

  /** So many stories on a day are more than one platform takes. */
  private static void liftTheDailyCap(FarEnds farEnds) {
    farEnds.simulators().values().stream()
        .filter(TiktokSimulator.class::isInstance)
        .forEach(simulator -> ((TiktokSimulator) simulator).limitPostsTo(1000));
  }

  /** Runs the process until it reaches the point, or has reached none and is done. */
  private boolean isKilledAt(int point, Path settings) throws IOException, InterruptedException {
    Process process =
        JavaProcess.of(
                KillableProcess.class,
                settings.toString(),
                Integer.toString(point / 2),
                Boolean.toString(point % 2 == 1))
            .start();
    CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS).execute(process::destroyForcibly);
    List<String> output = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        if (line.equals(KillPoint.REACHED) || line.equals(KillableProcess.DONE)) {
          process.destroyForcibly().waitFor();
          return line.equals(KillPoint.REACHED);
        }
      }
    }
    throw new AssertionError("The process ended by itself:\n" + String.join("\n", output));
  }

  private Path settings(FarEnds farEnds, HurriedClock clock)
      throws IOException, InterruptedException {
    Properties settings = new Properties();
    settings.putAll(farEnds.settings());
    MediaOnDisk media = MediaOnDisk.make(this.folder);
    settings.setProperty("media.folder", this.folder.toString());
    settings.setProperty("media.address", media.address().toString());
    settings.setProperty("clock.beginning", clock.beginning().toString());
    settings.setProperty("storycast.data-directory", this.folder.resolve("data").toString());
    settings.setProperty("database.url", url());
    settings.setProperty("database.user", user());
    settings.setProperty("database.password", user());
    Path file = this.folder.resolve("settings.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    return file;
  }

  private String user() {
    return this.kind == TestDatabase.Kind.H2 ? "storycast" : "postgres";
  }

  private String url() {
    return this.kind == TestDatabase.Kind.H2
        ? "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;"
                .formatted(this.folder.resolve("storycast"))
            + "WRITE_DELAY=0"
        : this.kind.fresh().url();
  }

  private void verify(FarEnds farEnds, Path settings) throws IOException {
    Properties database = new Properties();
    try (var reader = Files.newBufferedReader(settings)) {
      database.load(reader);
    }
    JdbcClient jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(database.getProperty("database.url"), user(), user()));
    Map<String, Integer> doubts = new TreeMap<>();
    for (Map<String, Object> row :
        jdbc.sql("SELECT channel, state, delivery_key FROM delivery").query().listOfRows()) {
      verify(row, farEnds.simulators().get(String.valueOf(row.get("channel"))), doubts);
    }
    log.info("Doubts that were shown: {}", doubts);
  }

  private static void verify(
      Map<String, Object> row, Simulator platform, Map<String, Integer> doubts) {
    String key = String.valueOf(row.get("delivery_key")).substring(0, 12);
    List<Publication> held =
        platform.publications().stream().filter(it -> it.text().contains(key)).toList();
    if (row.get("state").equals("PUBLISHED")) {
      assertThat(held).as("publications of %s", row).hasSize(1);
    } else {
      assertThat(row.get("state")).as("state of %s", row).isEqualTo("UNCLEAR");
      assertThat(held).as("publications of %s", row).hasSizeLessThanOrEqualTo(1);
      doubts.merge(platform.kind(), 1, Integer::sum);
    }
  }
}
