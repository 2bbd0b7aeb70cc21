// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.storycast.database.TestDatabase;

/**
 * Imports as many readers as its first argument says, a million by default, into a real PostgreSQL,
 * then the same file again, then exports all; of a hundred rows, as many as its second argument
 * says are bad. Run it by hand with little memory, such as {@code -Xmx256m}; it logs rows a second,
 * the peak of the heap and what PostgreSQL's process holds.
 */
final class ManyReadersMeasured {

  private static final Logger log = LoggerFactory.getLogger(ManyReadersMeasured.class);

  private ManyReadersMeasured() {}

  /** Begins. */
  public static void main(String[] arguments) throws IOException {
    long rows = arguments.length == 0 ? 1_000_000 : Long.parseLong(arguments[0]);
    TestDatabase database = TestDatabase.Kind.POSTGRESQL.fresh();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.user());
      pool.setMaximumPoolSize(1);
      ReadersFixture.Desk desk =
          new ReadersFixture.Desk(
              JdbcClient.create(pool),
              new TransactionTemplate(new JdbcTransactionManager(pool)),
              Clock.systemUTC());
      int bad = arguments.length < 2 ? 0 : Integer.parseInt(arguments[1]);
      imported(desk, rows, bad);
      backend(pool);
      imported(desk, rows, bad);
      backend(pool);
      exported(desk);
      log.info("Readers by state: {}", desk.readers().counts());
    }
  }

  private static void imported(ReadersFixture.Desk desk, long rows, int bad) throws IOException {
    long begin = System.nanoTime();
    UUID id =
        desk.imports()
            .upload(
                new ImportOrder("many.csv", "", "kk", Set.of("sport"), "measured", "nobody"),
                new MadeReaders(rows, bad),
                Long.MAX_VALUE)
            .id();
    long stored = System.nanoTime();
    desk.worker().runDue();
    long done = System.nanoTime();
    ReaderImport ended = desk.imports().find(id).orElseThrow();
    log.info(
        "{} bytes stored in {} ms, worked off in {} ms, {} rows/s: {} {}; peak heap {} MB",
        ended.bytes(),
        (stored - begin) / 1_000_000,
        (done - stored) / 1_000_000,
        rows * 1_000_000_000 / (done - stored),
        ended.state(),
        ended.counts(),
        peak());
    if (ended.state() != ImportState.DONE) {
      throw new IllegalStateException(ended.detail());
    }
  }

  /** What PostgreSQL's process of the one connection holds. */
  private static void backend(HikariDataSource pool) {
    JdbcClient jdbc = JdbcClient.create(pool);
    log.info(
        "PostgreSQL's process holds {} MB and {} prepared statements",
        jdbc.sql("SELECT SUM(total_bytes) / 1000000 FROM pg_backend_memory_contexts")
            .query(Long.class)
            .single(),
        jdbc.sql("SELECT COUNT(*) FROM pg_prepared_statements").query(Long.class).single());
  }

  private static void exported(ReadersFixture.Desk desk) throws IOException {
    long begin = System.nanoTime();
    long[] characters = new long[1];
    desk.export()
        .writeReaders(
            null,
            new StringCounter() {
              @Override
              void count(int length) {
                characters[0] += length;
              }
            });
    log.info(
        "{} characters exported in {} ms; peak heap {} MB",
        characters[0],
        (System.nanoTime() - begin) / 1_000_000,
        peak());
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(it -> it.getType() == MemoryType.HEAP)
            .mapToLong(it -> it.getPeakUsage().getUsed())
            .sum()
        / 1_000_000;
  }

  /** Takes text and keeps none. */
  private abstract static class StringCounter implements Appendable {

    abstract void count(int length);

    @Override
    public Appendable append(CharSequence text) {
      count(text.length());
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int from, int to) {
      count(to - from);
      return this;
    }

    @Override
    public Appendable append(char character) {
      count(1);
      return this;
    }
  }
}
