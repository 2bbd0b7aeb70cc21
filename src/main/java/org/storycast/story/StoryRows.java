// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code story}. Headline and sections of the latest revision are kept for searching. */
final class StoryRows {

  private static final String SELECT =
      """
      SELECT s.source, s.first_seen_at, s.held, s.withdrawn_at,
        r.story, r.number, r.received_at, r.content
      FROM story s JOIN story_revision r ON r.story = s.id AND r.number = s.latest
      """;

  private final JdbcClient jdbc;

  StoryRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Story story) {
    this.jdbc
        .sql(
            """
            INSERT INTO story (id, source, first_seen_at, held, latest, headline, sections)
            VALUES (:id, :source, :firstSeenAt, :held, 1, :headline, :sections)
            """)
        .param("id", story.id().value())
        .param("source", story.source())
        .param("firstSeenAt", story.firstSeenAt().atOffset(ZoneOffset.UTC))
        .param("held", story.held())
        .param("headline", searchable(story.latest().content().headline()))
        .param("sections", sections(story.latest().content()))
        .update();
  }

  void advance(Revision revision) {
    this.jdbc
        .sql(
            """
            UPDATE story SET latest = :latest, headline = :headline, sections = :sections
            WHERE id = :id
            """)
        .param("id", revision.story().value())
        .param("latest", revision.number())
        .param("headline", searchable(revision.content().headline()))
        .param("sections", sections(revision.content()))
        .update();
  }

  /** Each between line ends, so that a whole name can be looked for. */
  private static String sections(Content content) {
    return "\n" + searchable(String.join("\n", content.sections())) + "\n";
  }

  /** PostgreSQL keeps no zero character in a text. */
  private static String searchable(String text) {
    return text.replace("\0", "").toLowerCase(Locale.ROOT);
  }

  /** Keeps other instances from revising these stories until the transaction ends. */
  List<UUID> lock(Iterable<UUID> stories) {
    return this.jdbc
        .sql("SELECT id FROM story WHERE id IN (:ids) ORDER BY first_seen_at, id FOR UPDATE")
        .param("ids", stories)
        .query((row, index) -> row.getObject("id", UUID.class))
        .list();
  }

  Optional<Story> find(UUID id) {
    return this.jdbc
        .sql(SELECT + "WHERE s.id = :id")
        .param("id", id)
        .query(StoryRows::read)
        .optional();
  }

  boolean withdraw(UUID id, Instant at) {
    return this.jdbc
            .sql("UPDATE story SET withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL")
            .param("id", id)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        > 0;
  }

  void merge(UUID from, UUID into) {
    this.jdbc
        .sql("UPDATE story SET merged_into = :into WHERE id = :from")
        .param("from", from)
        .param("into", into)
        .update();
  }

  List<Story> page(StoryFilter filter, StoryPage.@Nullable Position after, int limit) {
    StringBuilder sql = new StringBuilder(SELECT + "WHERE s.merged_into IS NULL\n");
    when(filter.source() != null, sql, "AND s.source = :source");
    when(filter.section() != null, sql, "AND s.sections LIKE :section ESCAPE '\\'");
    when(filter.headline() != null, sql, "AND s.headline LIKE :headline ESCAPE '\\'");
    when(Boolean.TRUE.equals(filter.withdrawn()), sql, "AND s.withdrawn_at IS NOT NULL");
    when(Boolean.FALSE.equals(filter.withdrawn()), sql, "AND s.withdrawn_at IS NULL");
    when(filter.since() != null, sql, "AND s.first_seen_at >= :since");
    when(after != null, sql, "AND (s.first_seen_at, s.id) < (:moment, :id)");
    sql.append("ORDER BY s.first_seen_at DESC, s.id DESC LIMIT :limit");
    JdbcClient.StatementSpec statement = this.jdbc.sql(sql.toString()).param("limit", limit);
    if (filter.source() instanceof String source) {
      statement.param("source", source);
    }
    if (filter.section() instanceof String section) {
      statement.param("section", "%\n" + pattern(section) + "\n%");
    }
    if (filter.headline() instanceof String headline) {
      statement.param("headline", "%" + pattern(headline) + "%");
    }
    if (filter.since() instanceof Instant since) {
      statement.param("since", since.atOffset(ZoneOffset.UTC));
    }
    if (after != null) {
      statement.param("moment", after.firstSeenAt().atOffset(ZoneOffset.UTC));
      statement.param("id", after.id().value());
    }
    return statement.query(StoryRows::read).list();
  }

  private static void when(boolean asked, StringBuilder sql, String condition) {
    if (asked) {
      sql.append(condition).append('\n');
    }
  }

  private static String pattern(String text) {
    return searchable(text).replaceAll("([\\\\%_])", "\\\\$1");
  }

  private static Story read(ResultSet row, int index) throws SQLException {
    Revision latest = RevisionRows.read(row, index);
    OffsetDateTime withdrawnAt = row.getObject("withdrawn_at", OffsetDateTime.class);
    return new Story(
        latest.story(),
        row.getString("source"),
        row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("held"),
        withdrawnAt == null ? null : withdrawnAt.toInstant(),
        latest);
  }
}
