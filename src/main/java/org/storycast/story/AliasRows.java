// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code story_alias}. */
final class AliasRows {

  private final JdbcClient jdbc;

  AliasRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Which of these names are taken, and by which story. */
  Map<Alias, UUID> owners(List<Alias> aliases) {
    Map<Alias, UUID> owners = new HashMap<>();
    for (Alias alias : aliases) {
      this.jdbc
          .sql("SELECT story FROM story_alias WHERE kind = :kind AND name = :name")
          .param("kind", alias.kind().name())
          .param("name", alias.value())
          .query(UUID.class)
          .optional()
          .ifPresent(story -> owners.put(alias, story));
    }
    return owners;
  }

  /** Fails when the name is taken, even by a transaction that has not ended yet. */
  void insert(Alias alias, UUID story) {
    this.jdbc
        .sql("INSERT INTO story_alias (kind, name, story) VALUES (:kind, :name, :story)")
        .param("kind", alias.kind().name())
        .param("name", alias.value())
        .param("story", story)
        .update();
  }

  void move(UUID from, UUID to) {
    this.jdbc
        .sql("UPDATE story_alias SET story = :to WHERE story = :from")
        .param("from", from)
        .param("to", to)
        .update();
  }
}
