// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DigestRhythm;
import org.storycast.story.StoryId;

/** How far the digests of each channel are, and which stories they have told. */
@Repository
class DigestRows {

  private final JdbcClient jdbc;

  DigestRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Begins a channel's digests, unless they have begun. */
  void begin(ChannelId channel, DigestRhythm rhythm, Mark mark) {
    this.jdbc
        .sql(
            """
            INSERT INTO digest_mark (channel, rhythm, last_time, covered_until)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        .params(channel.value(), rhythm.name())
        .params(SqlTime.of(mark.lastTime()), SqlTime.of(mark.coveredUntil()))
        .update();
  }

  Optional<Mark> find(ChannelId channel, DigestRhythm rhythm) {
    return mark(channel, rhythm, "");
  }

  /** The mark, locked until the transaction ends. */
  Mark lock(ChannelId channel, DigestRhythm rhythm) {
    return mark(channel, rhythm, " FOR UPDATE").orElseThrow();
  }

  private Optional<Mark> mark(ChannelId channel, DigestRhythm rhythm, String lock) {
    return this.jdbc
        .sql(
            "SELECT last_time, covered_until FROM digest_mark WHERE channel = ? AND rhythm = ?"
                + lock)
        .params(channel.value(), rhythm.name())
        .query(
            (row, number) ->
                new Mark(SqlTime.read(row, "last_time"), SqlTime.read(row, "covered_until")))
        .optional();
  }

  void advance(ChannelId channel, DigestRhythm rhythm, Mark mark) {
    this.jdbc
        .sql(
            """
            UPDATE digest_mark SET last_time = ?, covered_until = ?
            WHERE channel = ? AND rhythm = ?
            """)
        .params(SqlTime.of(mark.lastTime()), SqlTime.of(mark.coveredUntil()))
        .params(channel.value(), rhythm.name())
        .update();
  }

  /** Which of the stories were in a digest already, or wait for one. */
  Set<StoryId> known(ChannelId channel, DigestRhythm rhythm, Collection<StoryId> stories) {
    if (stories.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        this.jdbc
            .sql(
                """
                SELECT story_id FROM digest_story
                WHERE channel = :channel AND rhythm = :rhythm AND story_id IN (:stories)
                """)
            .param("channel", channel.value())
            .param("rhythm", rhythm.name())
            .param("stories", stories.stream().map(StoryId::value).toList())
            .query((row, number) -> new StoryId(row.getObject("story_id", UUID.class)))
            .list());
  }

  /** The stories that wait for the end of their embargo. */
  List<StoryId> waiting(ChannelId channel, DigestRhythm rhythm) {
    return this.jdbc
        .sql(
            """
            SELECT story_id FROM digest_story
            WHERE channel = ? AND rhythm = ? AND edition_id IS NULL ORDER BY story_id
            """)
        .params(channel.value(), rhythm.name())
        .query((row, number) -> new StoryId(row.getObject("story_id", UUID.class)))
        .list();
  }

  /** Has a story wait for a later digest. */
  void await(ChannelId channel, DigestRhythm rhythm, StoryId story) {
    this.jdbc
        .sql(
            """
            INSERT INTO digest_story (channel, rhythm, story_id) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        .params(channel.value(), rhythm.name(), story.value())
        .update();
  }

  /** A story is covered by this edition; a story is covered once. */
  void cover(ChannelId channel, DigestRhythm rhythm, StoryId story, UUID edition) {
    forget(channel, rhythm, story);
    this.jdbc
        .sql("INSERT INTO digest_story (channel, rhythm, story_id, edition_id) VALUES (?, ?, ?, ?)")
        .params(channel.value(), rhythm.name(), story.value(), edition)
        .update();
  }

  /** A story waits no longer. */
  void forget(ChannelId channel, DigestRhythm rhythm, StoryId story) {
    this.jdbc
        .sql(
            """
            DELETE FROM digest_story
            WHERE channel = ? AND rhythm = ? AND story_id = ? AND edition_id IS NULL
            """)
        .params(channel.value(), rhythm.name(), story.value())
        .update();
  }

  /**
   * How far a channel's digests are.
   *
   * @param lastTime the set time that was dealt with last
   * @param coveredUntil the moment up to which its stories were looked at
   */
  record Mark(Instant lastTime, Instant coveredUntil) {}
}
