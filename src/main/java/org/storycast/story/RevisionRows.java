// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code story_revision}. Content is kept as JSON, and its digest tells revisions. */
final class RevisionRows {

  /** Fields that a later version adds must not keep an earlier one from reading. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final JdbcClient jdbc;

  RevisionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static String digest(Content content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  void insert(Revision revision, String digest) {
    this.jdbc
        .sql(
            """
            INSERT INTO story_revision (story, number, received_at, digest, content)
            VALUES (:story, :number, :receivedAt, :digest, :content)
            """)
        .param("story", revision.story().value())
        .param("number", revision.number())
        .param("receivedAt", revision.receivedAt().atOffset(ZoneOffset.UTC))
        .param("digest", digest)
        .param("content", JSON.writeValueAsString(revision.content()))
        .update();
  }

  Optional<Revision> find(UUID story, int number) {
    return this.jdbc
        .sql(
            """
            SELECT story, number, received_at, content FROM story_revision
            WHERE story = :story AND number = :number
            """)
        .param("story", story)
        .param("number", number)
        .query(RevisionRows::read)
        .optional();
  }

  List<Revision> all(UUID story) {
    return this.jdbc
        .sql(
            """
            SELECT story, number, received_at, content FROM story_revision
            WHERE story = :story ORDER BY number
            """)
        .param("story", story)
        .query(RevisionRows::read)
        .list();
  }

  String digest(UUID story, int number) {
    return this.jdbc
        .sql("SELECT digest FROM story_revision WHERE story = :story AND number = :number")
        .param("story", story)
        .param("number", number)
        .query(String.class)
        .single();
  }

  static Revision read(ResultSet row, int index) throws SQLException {
    return new Revision(
        new StoryId(row.getObject("story", UUID.class)),
        row.getInt("number"),
        instant(row, "received_at"),
        JSON.readValue(row.getString("content"), Content.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
