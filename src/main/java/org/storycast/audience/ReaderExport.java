// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Writes all readers, or the suppression list, as CSV: page by page, in bounded memory. */
@Service
public class ReaderExport {

  private static final int PAGE = 1000;

  private final ReaderRows readers;
  private final SuppressionRows suppressions;

  ReaderExport(ReaderRows readers, SuppressionRows suppressions) {
    this.readers = readers;
    this.suppressions = suppressions;
  }

  /**
   * Writes the readers by address, so that an import reads them back. Readers who come and go
   * meanwhile may be there or not.
   *
   * @param state only those in it; all where absent
   */
  public void writeReaders(@Nullable ReaderState state, Appendable target) throws IOException {
    CsvWriter csv = new CsvWriter(target);
    csv.row(
        List.of(
            "email",
            "name",
            "language",
            "sections",
            "rhythm",
            "state",
            "reason",
            "consent",
            "added_at"));
    List<Reader> page = this.readers.page("", PAGE);
    while (!page.isEmpty()) {
      write(page, state, csv);
      page = this.readers.page(page.getLast().address().key(), PAGE);
    }
  }

  private void write(List<Reader> page, @Nullable ReaderState state, CsvWriter csv)
      throws IOException {
    Map<String, SuppressionReason> suppressed =
        this.suppressions.among(page.stream().map(it -> it.address().digest()).toList());
    for (Reader reader : page) {
      SuppressionReason reason = suppressed.get(reader.address().digest());
      Reader shown = reason == null ? reader : reader.in(stateBy(reason));
      if (state == null || state == shown.state()) {
        csv.row(cells(shown, reason));
      }
    }
  }

  private static ReaderState stateBy(SuppressionReason reason) {
    return reason.endsBySigningUp() ? ReaderState.UNSUBSCRIBED : ReaderState.SUPPRESSED;
  }

  private static List<String> cells(Reader reader, @Nullable SuppressionReason reason) {
    return List.of(
        reader.address().value(),
        reader.name(),
        reader.language(),
        BarCell.write(reader.sections().stream().sorted().toList()),
        reader.rhythm().name(),
        reader.state().name(),
        reason == null ? "" : reason.name(),
        reader.consentSource(),
        reader.addedAt().toString());
  }

  /** Writes the suppressed addresses' digests; no address is among them. */
  public void writeSuppressions(Appendable target) throws IOException {
    CsvWriter csv = new CsvWriter(target);
    csv.row(List.of("digest", "reason", "detail", "suppressed_at"));
    List<Suppression> page = this.suppressions.pageByDigest("", PAGE);
    while (!page.isEmpty()) {
      for (Suppression it : page) {
        csv.row(
            List.of(it.digest(), it.reason().name(), it.detail(), it.suppressedAt().toString()));
      }
      page = this.suppressions.pageByDigest(page.getLast().digest(), PAGE);
    }
  }
}
