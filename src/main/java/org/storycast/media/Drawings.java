// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Remembers what was drawn for which brief and layout, so that it is drawn once. */
@Repository
class Drawings {

  private final JdbcClient jdbc;
  private final Clock clock;

  Drawings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The digest of the media that were drawn for this key. */
  Optional<String> find(String key) {
    return this.jdbc
        .sql("SELECT media_digest FROM drawing WHERE brief_digest = ?")
        .param(key)
        .query(String.class)
        .optional();
  }

  /**
   * Remembers a drawing. Where another process was quicker, its drawing is the one that counts.
   *
   * @return the digest that counts
   */
  String remember(String key, String mediaDigest) {
    try {
      this.jdbc
          .sql("INSERT INTO drawing (brief_digest, media_digest, drawn_at) VALUES (?, ?, ?)")
          .params(key, mediaDigest, this.clock.instant().atOffset(ZoneOffset.UTC))
          .update();
      return mediaDigest;
    } catch (DuplicateKeyException another) {
      return find(key).orElseThrow();
    }
  }
}
