// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The bytes of uploaded files, in pieces: every instance can go on with them. */
@Repository
class ImportChunks {

  static final int SIZE = 256 * 1024;

  private final JdbcClient jdbc;

  ImportChunks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, int number, byte[] content) {
    this.jdbc
        .sql("INSERT INTO reader_import_chunk (import_id, chunk_no, content) VALUES (?, ?, ?)")
        .params(id, number, content)
        .update();
  }

  void delete(UUID id) {
    this.jdbc.sql("DELETE FROM reader_import_chunk WHERE import_id = ?").param(id).update();
  }

  /** The whole file, one piece in memory at a time. */
  Stream open(UUID id) {
    return new Stream(id);
  }

  /** Reads piece after piece. */
  final class Stream extends InputStream {

    private final UUID id;
    private byte[] chunk = new byte[0];
    private int position;
    private int next;
    private long bytes;

    private Stream(UUID id) {
      this.id = id;
    }

    /** How many bytes were read. */
    long bytes() {
      return this.bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (this.position == this.chunk.length && !fetched()) {
        return -1;
      }
      int count = Math.min(length, this.chunk.length - this.position);
      System.arraycopy(this.chunk, this.position, target, offset, count);
      this.position += count;
      this.bytes += count;
      return count;
    }

    private boolean fetched() {
      this.chunk =
          ImportChunks.this
              .jdbc
              .sql("SELECT content FROM reader_import_chunk WHERE import_id = ? AND chunk_no = ?")
              .params(this.id, this.next++)
              .query(byte[].class)
              .optional()
              .orElse(new byte[0]);
      this.position = 0;
      return this.chunk.length > 0;
    }
  }
}
