// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps pictures and films in the database, each once, by the digest of its bytes. */
@Repository
public class MediaLibrary {

  private final JdbcClient jdbc;
  private final Clock clock;

  MediaLibrary(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Stores bytes, or finds that they are there already. */
  public StoredMedia store(
      byte[] bytes, String mediaType, int width, int height, Duration duration) {
    StoredMedia media =
        new StoredMedia(digestOf(bytes), mediaType, bytes.length, width, height, duration);
    if (find(media.digest()).isEmpty()) {
      insert(media, bytes);
    }
    return media;
  }

  /** The media of this digest. */
  public Optional<StoredMedia> find(String digest) {
    return this.jdbc
        .sql(
            """
            SELECT digest, media_type, size, width, height, duration_millis
            FROM media WHERE digest = ?
            """)
        .param(digest)
        .query(
            (row, number) ->
                new StoredMedia(
                    row.getString("digest"),
                    row.getString("media_type"),
                    row.getLong("size"),
                    row.getInt("width"),
                    row.getInt("height"),
                    Duration.ofMillis(row.getLong("duration_millis"))))
        .optional();
  }

  /** What was stored last. */
  Optional<StoredMedia> newest() {
    return this.jdbc
        .sql("SELECT digest FROM media ORDER BY stored_at DESC, digest LIMIT 1")
        .query(String.class)
        .optional()
        .flatMap(this::find);
  }

  /**
   * Opens the bytes.
   *
   * @throws NoSuchElementException when the library has none of this digest
   */
  public InputStream open(String digest) {
    return this.jdbc
        .sql("SELECT content FROM media WHERE digest = ?")
        .param(digest)
        .query((row, number) -> new ByteArrayInputStream(row.getBytes("content")))
        .optional()
        .orElseThrow(() -> new NoSuchElementException("There are no media " + digest));
  }

  private void insert(StoredMedia media, byte[] bytes) {
    try {
      this.jdbc
          .sql(
              """
              INSERT INTO media
                (digest, media_type, size, width, height, duration_millis, content, stored_at)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .params(media.digest(), media.mediaType(), media.size(), media.width(), media.height())
          .params(media.duration().toMillis(), bytes, now())
          .update();
    } catch (DuplicateKeyException another) {
      // another thread stored the same bytes in between, which is what was asked for
    }
  }

  private OffsetDateTime now() {
    return this.clock.instant().atOffset(ZoneOffset.UTC);
  }

  static String digestOf(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }
}
