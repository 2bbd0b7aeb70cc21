// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.storycast.channel.DigestRhythm;
import org.storycast.format.Edition;
import org.storycast.story.Revision;
import org.storycast.story.Stories;
import org.storycast.story.StoryId;

/** The frozen lists of revisions that deliveries carry: usually one, several in a digest. */
@Repository
class Editions {

  private final JdbcClient jdbc;
  private final Stories stories;

  Editions(JdbcClient jdbc, Stories stories) {
    this.jdbc = jdbc;
    this.stories = stories;
  }

  /** Freezes a list of revisions. */
  UUID freeze(List<Revision> revisions) {
    UUID edition = UUID.randomUUID();
    for (int position = 0; position < revisions.size(); position++) {
      Revision revision = revisions.get(position);
      this.jdbc
          .sql(
              """
              INSERT INTO edition_revision (edition_id, position, story_id, revision)
              VALUES (?, ?, ?, ?)
              """)
          .params(edition, position, revision.story().value(), revision.number())
          .update();
    }
    return edition;
  }

  /** Freezes the list of a digest. */
  UUID freezeDigest(Edition digest) {
    UUID edition = freeze(digest.stories());
    this.jdbc
        .sql("INSERT INTO digest_edition (edition_id, rhythm, left_out) VALUES (?, ?, ?)")
        .params(edition, String.valueOf(digest.rhythm()), digest.leftOut())
        .update();
    return edition;
  }

  /** What an edition tells. A digest leaves out what was withdrawn since; then it may be empty. */
  Edition edition(UUID edition) {
    List<Revision> revisions =
        members(edition).stream().map(it -> revision(it.story(), it.number())).toList();
    return this.jdbc
        .sql("SELECT rhythm, left_out FROM digest_edition WHERE edition_id = ?")
        .param(edition)
        .query(
            (row, number) ->
                new Edition(
                    revisions.stream().filter(this::isStanding).toList(),
                    DigestRhythm.valueOf(row.getString("rhythm")),
                    row.getInt("left_out")))
        .optional()
        .orElseGet(() -> new Edition(revisions, null, 0));
  }

  private boolean isStanding(Revision revision) {
    return this.stories.find(revision.story()).filter(story -> !story.isWithdrawn()).isPresent();
  }

  private List<Member> members(UUID edition) {
    return this.jdbc
        .sql(
            """
            SELECT story_id, revision FROM edition_revision
            WHERE edition_id = ? ORDER BY position
            """)
        .param(edition)
        .query(
            (row, number) ->
                new Member(
                    new StoryId(row.getObject("story_id", UUID.class)), row.getInt("revision")))
        .list();
  }

  private Revision revision(StoryId story, int number) {
    return this.stories
        .revision(story, number)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Revision %d of story %s is gone; revisions are never deleted"
                        .formatted(number, story)));
  }

  private record Member(StoryId story, int number) {}
}
