// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of imported files that were refused, every one. */
@Repository
class ImportRefusals {

  private static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;

  ImportRefusals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds up to {@link ManyRows#MOST} of them. */
  void insert(UUID id, List<ImportedRow.Refused> refused) {
    ManyRows.pieces(refused).forEach(piece -> insertPiece(id, piece));
  }

  private void insertPiece(UUID id, List<ImportedRow.Refused> refused) {
    JdbcClient.StatementSpec insert =
        this.jdbc.sql(
            """
            INSERT INTO reader_import_refusal (import_id, row_no, line_no, reason, cell)
            VALUES
            """
                + ManyRows.values(refused.size(), 5));
    for (ImportedRow.Refused it : refused) {
      insert =
          insert
              .params(id, it.row(), it.line())
              .params(Cut.to(LONGEST_REASON, it.reason()), it.cell());
    }
    insert.update();
  }

  /** Up to that many after a row, in the file's order. */
  List<ImportedRow.Refused> page(UUID id, long afterRow, int size) {
    return this.jdbc
        .sql(
            """
            SELECT row_no, line_no, reason, cell FROM reader_import_refusal
            WHERE import_id = ? AND row_no > ? ORDER BY row_no LIMIT ?
            """)
        .params(id, afterRow, size)
        .query(
            (row, number) ->
                new ImportedRow.Refused(
                    row.getLong("row_no"),
                    row.getLong("line_no"),
                    row.getString("reason"),
                    row.getString("cell")))
        .list();
  }
}
