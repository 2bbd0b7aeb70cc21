// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code story_voice}: what each source said last under each name. */
final class VoiceRows {

  private final JdbcClient jdbc;

  VoiceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<String> digest(UUID story, Submission submission) {
    return statement(
            """
            SELECT digest FROM story_voice
            WHERE story = :story AND source = :source AND kind = :kind AND name = :name
            """,
            story,
            submission)
        .query(String.class)
        .optional();
  }

  void say(UUID story, Submission submission, String digest) {
    int known =
        statement(
                """
                UPDATE story_voice SET digest = :digest
                WHERE story = :story AND source = :source AND kind = :kind AND name = :name
                """,
                story,
                submission)
            .param("digest", digest)
            .update();
    if (known == 0) {
      statement(
              """
              INSERT INTO story_voice (story, source, kind, name, digest)
              VALUES (:story, :source, :kind, :name, :digest)
              """,
              story,
              submission)
          .param("digest", digest)
          .update();
    }
  }

  private JdbcClient.StatementSpec statement(String sql, UUID story, Submission submission) {
    Alias name = submission.aliases().getFirst();
    return this.jdbc
        .sql(sql)
        .param("story", story)
        .param("source", submission.source())
        .param("kind", name.kind().name())
        .param("name", name.value());
  }
}
