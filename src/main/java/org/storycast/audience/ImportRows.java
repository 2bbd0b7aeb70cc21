// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The imports and how far they are. */
@Repository
class ImportRows {

  private static final int LONGEST_DETAIL = 2000;
  private static final int LONGEST_NAMES = 4000;
  private static final String COLUMNS = "SELECT * FROM reader_import ";

  private final JdbcClient jdbc;
  private final Clock clock;

  ImportRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void insert(UUID id, ImportOrder order) {
    this.jdbc
        .sql(
            """
            INSERT INTO reader_import (id, digest, file_name, charset, language, sections, consent,
              operator, state, detail, ignored_columns, bytes, bytes_done, rows_done, added,
              updated, unchanged, left_unsubscribed, left_suppressed, suppressed, blank, refused,
              uploaded_at, moved_at)
            VALUES (?, '', ?, ?, ?, ?, ?, ?, 'UPLOADING', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
              ?, ?)
            """)
        .params(id, order.fileName(), order.charset(), order.language())
        .params(BarCell.write(new TreeSet<>(order.sections())), order.consent(), order.operator())
        .params(now(), now())
        .update();
  }

  void uploaded(UUID id, long bytes) {
    this.jdbc
        .sql("UPDATE reader_import SET bytes = ?, moved_at = ? WHERE id = ?")
        .params(bytes, now(), id)
        .update();
  }

  /** Another import of the same bytes in the same way that is not at its end. */
  Optional<ReaderImport> unfinished(String digest) {
    return this.jdbc
        .sql(COLUMNS + "WHERE digest = ? AND state IN ('WAITING', 'RUNNING') ORDER BY uploaded_at")
        .param(digest)
        .query(ImportRows::readerImport)
        .list()
        .stream()
        .findFirst();
  }

  void queue(UUID id, String digest, List<String> ignored) {
    this.jdbc
        .sql(
            """
            UPDATE reader_import SET state = 'WAITING', digest = ?, ignored_columns = ?,
              moved_at = ?
            WHERE id = ? AND state = 'UPLOADING'
            """)
        .params(digest, Cut.to(LONGEST_NAMES, BarCell.write(ignored)), now(), id)
        .update();
  }

  Optional<ReaderImport> find(UUID id) {
    return this.jdbc
        .sql(COLUMNS + "WHERE id = ?")
        .param(id)
        .query(ImportRows::readerImport)
        .optional();
  }

  /** The newest first. */
  List<ReaderImport> newest(int size) {
    return this.jdbc
        .sql(COLUMNS + "ORDER BY uploaded_at DESC, id LIMIT ?")
        .param(size)
        .query(ImportRows::readerImport)
        .list();
  }

  /** The one that was begun, or else the one that waits longest. */
  Optional<ReaderImport> next() {
    return this.jdbc
        .sql(
            COLUMNS
                + "WHERE state IN ('WAITING', 'RUNNING') ORDER BY state, uploaded_at, id LIMIT 1")
        .query(ImportRows::readerImport)
        .list()
        .stream()
        .findFirst();
  }

  /** Whether it is still to be worked off; it stays so until the transaction ends. */
  boolean lockRunnable(UUID id) {
    return this.jdbc
        .sql(
            """
            SELECT 1 FROM reader_import WHERE id = ? AND state IN ('WAITING', 'RUNNING')
            FOR UPDATE
            """)
        .param(id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  void begin(UUID id, long totalRows) {
    this.jdbc
        .sql(
            """
            UPDATE reader_import SET state = 'RUNNING', total_rows = ?, moved_at = ?
            WHERE id = ?
            """)
        .params(totalRows, now(), id)
        .update();
  }

  /** Adds what a batch did; the details of an earlier fault are gone. */
  void advance(UUID id, long bytesDone, ImportCounts step) {
    this.jdbc
        .sql(
            """
            UPDATE reader_import SET detail = '', bytes_done = ?, rows_done = rows_done + ?,
              added = added + ?, updated = updated + ?, unchanged = unchanged + ?,
              left_unsubscribed = left_unsubscribed + ?, left_suppressed = left_suppressed + ?,
              suppressed = suppressed + ?, blank = blank + ?, refused = refused + ?, moved_at = ?
            WHERE id = ?
            """)
        .params(bytesDone, step.rows(), step.added(), step.updated(), step.unchanged())
        .params(step.leftUnsubscribed(), step.leftSuppressed(), step.suppressed())
        .params(step.blank(), step.refused(), now(), id)
        .update();
  }

  void note(UUID id, String detail) {
    this.jdbc
        .sql("UPDATE reader_import SET detail = ? WHERE id = ? AND state IN ('WAITING', 'RUNNING')")
        .params(Cut.to(LONGEST_DETAIL, detail), id)
        .update();
  }

  /** Ends one that is not at its end; answers whether it was not. */
  boolean end(UUID id, ImportState state, String detail) {
    return this.jdbc
            .sql(
                """
                UPDATE reader_import SET state = ?, detail = ?, ended_at = ?, moved_at = ?
                WHERE id = ? AND state IN ('UPLOADING', 'WAITING', 'RUNNING')
                """)
            .params(state.name(), Cut.to(LONGEST_DETAIL, detail), now(), now(), id)
            .update()
        == 1;
  }

  void delete(UUID id) {
    this.jdbc.sql("DELETE FROM reader_import WHERE id = ?").param(id).update();
  }

  /** Deletes uploads that broke off, and imports that ended long ago with their refused rows. */
  int forget(Duration brokenOff, Duration ended) {
    OffsetDateTime now = now();
    return this.jdbc
        .sql(
            """
            DELETE FROM reader_import
            WHERE (state = 'UPLOADING' AND moved_at < ?) OR ended_at < ?
            """)
        .params(now.minus(brokenOff), now.minus(ended))
        .update();
  }

  private OffsetDateTime now() {
    return this.clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static ReaderImport readerImport(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    String ignored = row.getString("ignored_columns");
    return new ReaderImport(
        row.getObject("id", UUID.class),
        order(row),
        ImportState.valueOf(row.getString("state")),
        row.getString("detail"),
        BarCell.read(ignored),
        row.getLong("bytes"),
        row.getLong("bytes_done"),
        row.getObject("total_rows", Long.class),
        counts(row),
        row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }

  private static ImportOrder order(ResultSet row) throws SQLException {
    return new ImportOrder(
        row.getString("file_name"),
        row.getString("charset"),
        row.getString("language"),
        Set.copyOf(BarCell.read(row.getString("sections"))),
        row.getString("consent"),
        row.getString("operator"));
  }

  private static ImportCounts counts(ResultSet row) throws SQLException {
    return new ImportCounts(
        row.getLong("rows_done"),
        row.getLong("added"),
        row.getLong("updated"),
        row.getLong("unchanged"),
        row.getLong("left_unsubscribed"),
        row.getLong("left_suppressed"),
        row.getLong("suppressed"),
        row.getLong("blank"),
        row.getLong("refused"));
  }
}
