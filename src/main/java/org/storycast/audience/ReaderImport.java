// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** One import of a file of readers, in transactions of some hundred rows. */
final class ReaderImport {

  private static final int BATCH = 200;
  private static final int MOST_NAMED = 1000;
  private static final String OTHER_CHARSET =
      "is not UTF-8; save it as \"CSV UTF-8\" and import it again";

  private final Readers readers;
  private final TransactionOperations transactions;
  private final String language;
  private final Consent consent;
  private final Map<Addition, Long> additions = new EnumMap<>(Addition.class);
  private final List<ImportReport.Refused> refused = new ArrayList<>();
  private List<String> columns = List.of();
  private long row = 1;
  private long refusedRows;

  ReaderImport(
      Readers readers, TransactionOperations transactions, String language, Consent consent) {
    this.readers = readers;
    this.transactions = transactions;
    this.language = language;
    this.consent = consent;
  }

  ImportReport read(InputStream file) {
    try {
      CsvReader csv = new CsvReader(text(file));
      this.columns = columns(csv.header().orElse(List.of()));
      for (List<List<String>> batch = next(csv); !batch.isEmpty(); batch = next(csv)) {
        add(batch);
      }
      return new ImportReport(this.row - 1, this.additions, this.refusedRows, this.refused);
    } catch (CharacterCodingException otherCharset) {
      throw new UnreadableImportException(
          "After row %d the file %s".formatted(this.row, OTHER_CHARSET), otherCharset);
    } catch (IOException unreadable) {
      throw new UnreadableImportException(
          "After row %d: %s".formatted(this.row, unreadable.getMessage()), unreadable);
    }
  }

  private static InputStreamReader text(InputStream file) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(file, 3);
    byte[] mark = bytes.readNBytes(3);
    if (mark.length >= 2 && (mark[0] == -1 && mark[1] == -2 || mark[0] == -2 && mark[1] == -1)) {
      throw new UnreadableImportException("The file is UTF-16 and " + OTHER_CHARSET, null);
    }
    if (!Arrays.equals(mark, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
      bytes.unread(mark);
    }
    return new InputStreamReader(
        bytes,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static List<String> columns(List<String> header) {
    List<String> columns =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (!columns.contains("email")) {
      throw new UnreadableImportException(
          "The first line has no column \"email\"; it names %s".formatted(columns), null);
    }
    return columns;
  }

  private static List<List<String>> next(CsvReader csv) throws IOException {
    List<List<String>> batch = new ArrayList<>();
    Optional<List<String>> fields = Optional.of(List.of());
    while (batch.size() < BATCH && fields.isPresent()) {
      fields = csv.row();
      fields.ifPresent(batch::add);
    }
    return batch;
  }

  /** Counts only after the commit, so that the report never tells more than the database knows. */
  private void add(List<List<String>> batch) {
    List<RowResult> results =
        this.transactions.execute(status -> batch.stream().map(this::addOrRefuse).toList());
    for (RowResult result : results) {
      this.row++;
      switch (result) {
        case RowResult.Added added -> this.additions.merge(added.addition(), 1L, Long::sum);
        case RowResult.Refused(String reason) -> refuse(reason);
        case RowResult.Blank blank -> {}
      }
    }
  }

  private sealed interface RowResult {
    record Added(Addition addition) implements RowResult {}

    record Refused(String reason) implements RowResult {}

    record Blank() implements RowResult {}
  }

  private void refuse(String reason) {
    this.refusedRows++;
    if (this.refused.size() < MOST_NAMED) {
      this.refused.add(new ImportReport.Refused(this.row, reason));
    }
  }

  private RowResult addOrRefuse(List<String> fields) {
    if (fields.stream().allMatch(String::isBlank)) {
      return new RowResult.Blank();
    }
    if (fields.size() > this.columns.size()) {
      return new RowResult.Refused(
          "has %d fields for %d columns".formatted(fields.size(), this.columns.size()));
    }
    try {
      return new RowResult.Added(this.readers.add(reader(fields), this.consent));
    } catch (InvalidAddressException invalid) {
      return new RowResult.Refused("the address " + invalid.getMessage());
    } catch (IllegalArgumentException invalid) {
      return new RowResult.Refused(String.valueOf(invalid.getMessage()));
    }
  }

  private NewReader reader(List<String> fields) {
    String email = field(fields, "email");
    return new NewReader(
        EmailAddress.parse(email == null ? "" : email),
        field(fields, "name"),
        field(fields, "language"),
        sections(field(fields, "sections")),
        this.language);
  }

  private static @Nullable Set<String> sections(@Nullable String field) {
    return field == null
        ? null
        : Arrays.stream(field.split("\\|")).map(String::strip).collect(Collectors.toSet());
  }

  /** A field's text; null where the column or the value is missing. */
  private @Nullable String field(List<String> fields, String column) {
    int index = this.columns.indexOf(column);
    return index < 0 || index >= fields.size() || fields.get(index).isBlank()
        ? null
        : fields.get(index).strip();
  }
}
