// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An uploaded file, read from its beginning, row by row in bounded memory. */
final class ImportFile {

  /** As many rows as one statement takes; see {@link ManyRows#MOST}. */
  static final int BATCH = ManyRows.MOST;

  private static final int MOST_CHARACTERS = 1_000_000;

  private final ImportChunks.Stream bytes;
  private final DecodedText text;
  private final CsvReader csv;
  private final ImportColumns columns;
  private final RowReading reading;
  private long row = 1;

  private ImportFile(ImportChunks.Stream bytes, ImportOrder order) {
    this.bytes = bytes;
    try {
      this.text = new DecodedText(bytes, Charset.forName(order.charset()));
      this.csv = new CsvReader(this.text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    this.columns =
        ImportColumns.of(
            header()
                .orElseThrow(
                    () ->
                        new UnreadableImportException(
                            "The file is empty; its first line names the columns", null)));
    this.reading = new RowReading(this.columns, order);
  }

  /**
   * Opens a file and reads its first row.
   *
   * @throws UnreadableImportException when that does not tell the columns
   */
  static ImportFile open(ImportChunks chunks, UUID id, ImportOrder order) {
    return new ImportFile(chunks.open(id), order);
  }

  ImportColumns columns() {
    return this.columns;
  }

  /** How many bytes were taken from the file. */
  long bytes() {
    return this.bytes.bytes();
  }

  /** Reads to the end and answers how many rows there are, the first one aside. */
  long countRows() {
    while (next().isPresent()) {
      this.row++;
    }
    return this.row - 1;
  }

  /** Passes over rows that were worked off already. */
  void skip(long rows) {
    for (long i = 0; i < rows && next().isPresent(); i++) {
      this.row++;
    }
  }

  /** The next rows, none at the end. */
  List<ImportedRow> batch() {
    List<ImportedRow> rows = new ArrayList<>();
    int characters = 0;
    while (rows.size() < BATCH && characters < MOST_CHARACTERS) {
      Optional<CsvRow> next = next();
      if (next.isEmpty()) {
        break;
      }
      this.row++;
      characters += next.get().length();
      rows.add(this.reading.read(next.get(), this.row));
    }
    return rows;
  }

  private Optional<CsvRow> header() {
    try {
      return this.csv.header();
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private Optional<CsvRow> next() {
    try {
      return this.csv.row();
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private RuntimeException unreadable(IOException failure) {
    if (failure instanceof CharacterCodingException) {
      return new UnreadableImportException(
          ("Line %d is not %s; save the file as \"CSV UTF-8\", or name its charset, such as"
                  + " windows-1251 or windows-1252, and import it again")
              .formatted(this.csv.line(), this.text.charset()),
          failure);
    }
    return new UncheckedIOException(failure);
  }
}
