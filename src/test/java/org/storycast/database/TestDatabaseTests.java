// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTests {

  @Test
  void postgresWritesForReal() {
    TestDatabase database = TestDatabase.Kind.POSTGRESQL.fresh();
    assertThat(setting(database, "fsync")).isEqualTo("on");
    assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
  }

  private static String setting(TestDatabase database, String name) {
    return database.jdbc().sql("SHOW " + name).query(String.class).single();
  }

  @Test
  void everyMigrationRunsOnTheEmbeddedDatabase() {
    assertThat(
            TestDatabase.Kind.H2
                .fresh()
                .jdbc()
                .sql("SELECT COUNT(*) FROM media")
                .query(Integer.class)
                .single())
        .isZero();
  }
}
