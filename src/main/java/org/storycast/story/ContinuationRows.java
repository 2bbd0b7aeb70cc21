// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code story_continuation}. */
final class ContinuationRows {

  private final JdbcClient jdbc;

  ContinuationRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Says what a story continues, unless it was said before. */
  void insert(UUID story, UUID continues) {
    this.jdbc
        .sql(
            """
            INSERT INTO story_continuation (story, continues) VALUES (:story, :continues)
            ON CONFLICT DO NOTHING
            """)
        .param("story", story)
        .param("continues", continues)
        .update();
  }

  Optional<UUID> find(UUID story) {
    return this.jdbc
        .sql("SELECT continues FROM story_continuation WHERE story = :story")
        .param("story", story)
        .query(UUID.class)
        .optional();
  }
}
