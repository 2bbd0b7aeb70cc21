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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.storycast.database.TestDatabase;
import org.storycast.sandbox.ClassArchive;
import org.storycast.sandbox.FarEnds;
import org.storycast.simulator.Publication;
import org.storycast.simulator.Simulator;
import org.storycast.simulator.TiktokSimulator;

/**
 * A process of its own carries a story to every channel and is killed, for real, before and after
 * every checkpoint and every announcement. Each run recovers what the killed one left behind, and
 * is then killed at the next point. Half of that is waiting, so both databases have their turn at
 * the same time.
 */
class KillTests {

  private static final Logger log = LoggerFactory.getLogger(KillTests.class);
  private static final int MOST_POINTS = 120;
  private static final int NO_POINT = Integer.MAX_VALUE;

  private static ClassArchive classes;

  /** One story goes out undisturbed, so that the classes of every channel are kept. */
  @BeforeAll
  static void keepClasses(@TempDir Path jars, @TempDir Path folder)
      throws IOException, InterruptedException {
    classes = ClassArchive.in(jars);
    HurriedClock clock = new HurriedClock(Instant.now());
    try (FarEnds farEnds = new FarEnds(clock)) {
      Path settings = settings(TestDatabase.Kind.H2, folder, farEnds, clock);
      Process process =
          classes.first(KillableProcess.class, arguments(settings, NO_POINT, false)).start();
      assertThat(lastWord(process)).isEqualTo(KillableProcess.DONE);
      process.destroy();
      process.waitFor();
    }
  }

  @TestFactory
  Stream<DynamicTest> endsWithOnePublicationOrAShownDoubtWhereverItIsKilled(@TempDir Path folder) {
    Map<TestDatabase.Kind, FutureTask<Void>> runs = new EnumMap<>(TestDatabase.Kind.class);
    for (TestDatabase.Kind kind : TestDatabase.Kind.values()) {
      runs.put(kind, new FutureTask<>(() -> killEverywhere(kind, folder.resolve(kind.name()))));
    }
    runs.values().forEach(run -> Thread.ofPlatform().daemon().start(run));
    return runs.entrySet().stream()
        .map(
            run ->
                DynamicTest.dynamicTest(
                    run.getKey().name(), () -> run.getValue().get(15, TimeUnit.MINUTES)));
  }

  private static Void killEverywhere(TestDatabase.Kind kind, Path folder)
      throws IOException, InterruptedException {
    HurriedClock clock = new HurriedClock(Instant.now());
    try (FarEnds farEnds = new FarEnds(clock)) {
      liftTheDailyCap(farEnds);
      Path settings = settings(kind, Files.createDirectory(folder), farEnds, clock);
      getTokens(settings);
      int point = 0;
      while (isKilledAt(point, settings)) {
        point++;
        assertThat(point).isLessThan(MOST_POINTS);
      }
      log.info("Killed at {} points on {}", point, kind);
      assertThat(point).isGreaterThan(farEnds.simulators().size());
      verify(farEnds, settings);
    }
    return null;
  }

  /**
   * Runs to the end once, so that every account has its tokens. A platform that replaces refresh
   * tokens closes the account of who dies while it answers, and then nothing more is published on
   * it; that is another test's.
   */
  private static void getTokens(Path settings) throws IOException, InterruptedException {
    Process process =
        classes.next(KillableProcess.class, arguments(settings, NO_POINT, false)).start();
    assertThat(lastWord(process)).isEqualTo(KillableProcess.DONE);
    process.destroyForcibly().waitFor();
  }

  /** So many stories on a day are more than one platform takes. */
  private static void liftTheDailyCap(FarEnds farEnds) {
    farEnds.simulators().values().stream()
        .filter(TiktokSimulator.class::isInstance)
        .forEach(simulator -> ((TiktokSimulator) simulator).limitPostsTo(1000));
  }

  /** Runs the process until it reaches the point, or has reached none and is done. */
  private static boolean isKilledAt(int point, Path settings)
      throws IOException, InterruptedException {
    Process process =
        classes.next(KillableProcess.class, arguments(settings, point / 2, point % 2 == 1)).start();
    String word = lastWord(process);
    process.destroyForcibly().waitFor();
    return word.equals(KillPoint.REACHED);
  }

  private static String[] arguments(Path settings, int write, boolean after) {
    return new String[] {settings.toString(), Integer.toString(write), Boolean.toString(after)};
  }

  /** What the process says when it waits to be killed. */
  private static String lastWord(Process process) throws IOException {
    CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS).execute(process::destroyForcibly);
    List<String> output = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.add(line);
        if (line.equals(KillPoint.REACHED) || line.equals(KillableProcess.DONE)) {
          return line;
        }
      }
    }
    throw new AssertionError("The process ended by itself:\n" + String.join("\n", output));
  }

  private static Path settings(
      TestDatabase.Kind kind, Path folder, FarEnds farEnds, HurriedClock clock)
      throws IOException, InterruptedException {
    Properties settings = new Properties();
    settings.putAll(farEnds.settings());
    MediaOnDisk media = MediaOnDisk.make(folder);
    settings.setProperty("media.folder", folder.toString());
    settings.setProperty("media.address", media.address().toString());
    settings.setProperty("clock.beginning", clock.beginning().toString());
    settings.setProperty("storycast.data-directory", folder.resolve("data").toString());
    settings.setProperty("database.url", url(kind, folder));
    settings.setProperty("database.user", user(kind));
    settings.setProperty("database.password", user(kind));
    Path file = folder.resolve("settings.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    return file;
  }

  private static String user(TestDatabase.Kind kind) {
    return kind == TestDatabase.Kind.H2 ? "storycast" : "postgres";
  }

  private static String url(TestDatabase.Kind kind, Path folder) {
    return kind == TestDatabase.Kind.H2
        ? "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;"
                .formatted(folder.resolve("storycast"))
            + "WRITE_DELAY=0"
        : kind.fresh().url();
  }

  private static void verify(FarEnds farEnds, Path settings) throws IOException {
    Properties database = new Properties();
    try (var reader = Files.newBufferedReader(settings)) {
      database.load(reader);
    }
    JdbcClient jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.getProperty("database.url"),
                database.getProperty("database.user"),
                database.getProperty("database.password")));
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
