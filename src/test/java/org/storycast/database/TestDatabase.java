// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh, migrated database for one test class. As a parameter of a parameterised test class or
 * method it makes every repository test run on both:
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource(TestDatabase.Kind.class)
 * class StoriesTests {
 *   private final TestDatabase database;
 *   StoriesTests(TestDatabase.Kind kind) { this.database = kind.fresh(); }
 * }
 * }</pre>
 *
 * @param url its JDBC address, for a process of its own
 * @param source connections to it
 */
public record TestDatabase(String url, DataSource source) {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;

  /** Which database. */
  public enum Kind {
    /** The embedded default, in PostgreSQL mode. */
    H2,
    /** A real PostgreSQL with fsync and synchronous_commit on. */
    POSTGRESQL;

    /** A new database with all migrations. */
    public TestDatabase fresh() {
      TestDatabase database = this == H2 ? TestDatabase.h2() : TestDatabase.postgres();
      Flyway.configure().dataSource(database.source()).load().migrate();
      return database;
    }
  }

  private static TestDatabase h2() {
    String url =
        ("jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;"
                + "DB_CLOSE_DELAY=-1")
            .formatted(UUID.randomUUID());
    return TestDatabase.of(url, "storycast");
  }

  private static TestDatabase postgres() {
    String name = "test" + COUNT.incrementAndGet();
    DataSource admin = server().getPostgresDatabase();
    JdbcClient.create(admin).sql("CREATE DATABASE " + name).update();
    String url = server().getJdbcUrl("postgres", name);
    return TestDatabase.of(url, "postgres");
  }

  private static TestDatabase of(String url, String user) {
    return new TestDatabase(
        url, new OneConnectionEach(new DriverManagerDataSource(url, user, user)));
  }

  /** The server, shared by all tests of this process and stopped with it. */
  private static synchronized EmbeddedPostgres server() {
    if (postgres == null) {
      try {
        postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return postgres;
  }

  /** The user's name, which is the password too. */
  public String user() {
    return this.url.startsWith("jdbc:h2:") ? "storycast" : "postgres";
  }

  /**
   * Connections for who may hold two at once: an application whose listeners run in the thread that
   * commits, where the service has threads for them.
   */
  public DataSource sourceOfManyEach() {
    return new DriverManagerDataSource(this.url, user(), user());
  }

  /** A client of it. */
  public JdbcClient jdbc() {
    return JdbcClient.create(this.source);
  }

  /** Transactions on it. */
  public TransactionTemplate transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(this.source));
  }
}
