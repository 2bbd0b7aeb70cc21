// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Commits what some rows of a file say together with how far the import is, so that none is done
 * twice or left out, whenever a process ends.
 */
@Component
class ImportBatches {

  private final ImportLease lease;
  private final ImportRows imports;
  private final ImportRefusals refusals;
  private final Additions additions;
  private final Suppressions suppressions;
  private final TransactionOperations transactions;

  ImportBatches(
      ImportLease lease,
      ImportRows imports,
      ImportRefusals refusals,
      Additions additions,
      Suppressions suppressions,
      TransactionOperations transactions) {
    this.lease = lease;
    this.imports = imports;
    this.refusals = refusals;
    this.additions = additions;
    this.suppressions = suppressions;
    this.transactions = transactions;
  }

  /** Runs within a transaction, if the import is still to be worked off by this worker. */
  boolean inTurn(UUID worker, UUID id, Runnable step) {
    return Boolean.TRUE.equals(
        this.transactions.execute(
            status -> {
              if (!this.lease.renew(worker) || !this.imports.lockRunnable(id)) {
                return false;
              }
              step.run();
              return true;
            }));
  }

  /**
   * Commits a batch. A row that the database refuses is found and refused alone.
   *
   * @param bytesDone how many bytes of the file are worked off with it
   * @return whether the import is still to be worked off by this worker
   */
  boolean commit(UUID worker, UUID id, List<ImportedRow> rows, long bytesDone) {
    try {
      return inTurn(worker, id, () -> apply(id, rows, bytesDone));
    } catch (DataIntegrityViolationException unfit) {
      if (rows.size() == 1) {
        return commit(worker, id, List.of(refused(rows.getFirst(), unfit)), bytesDone);
      }
      int half = rows.size() / 2;
      return commit(worker, id, rows.subList(0, half), bytesDone)
          && commit(worker, id, rows.subList(half, rows.size()), bytesDone);
    }
  }

  private static ImportedRow refused(ImportedRow row, DataIntegrityViolationException unfit) {
    String reason = "the database refuses it; report this with the row, please";
    return switch (row) {
      case ImportedRow.Offered it ->
          new ImportedRow.Refused(
              it.row(), it.line(), reason, it.offer().reader().address().value());
      case ImportedRow.Forbidden it ->
          new ImportedRow.Refused(it.row(), it.line(), reason, it.forbidding().address().value());
      case ImportedRow.Refused it -> throw unfit;
      case ImportedRow.Blank it -> throw unfit;
    };
  }

  private void apply(UUID id, List<ImportedRow> rows, long bytesDone) {
    List<Additions.Offer> offers = new ArrayList<>();
    List<Forbidding> forbidden = new ArrayList<>();
    List<ImportedRow.Refused> refused = new ArrayList<>();
    for (ImportedRow row : rows) {
      switch (row) {
        case ImportedRow.Offered it -> offers.add(it.offer());
        case ImportedRow.Forbidden it -> forbidden.add(it.forbidding());
        case ImportedRow.Refused it -> refused.add(it);
        case ImportedRow.Blank it -> {}
      }
    }
    Map<Addition, Long> added = added(offers);
    int suppressed = forbidden.isEmpty() ? 0 : this.suppressions.suppress(forbidden);
    this.refusals.insert(id, refused);
    this.imports.advance(
        id,
        bytesDone,
        new ImportCounts(
            rows.size(),
            added.getOrDefault(Addition.ADDED, 0L),
            added.getOrDefault(Addition.UPDATED, 0L),
            added.getOrDefault(Addition.UNCHANGED, 0L) + forbidden.size() - suppressed,
            added.getOrDefault(Addition.LEFT_UNSUBSCRIBED, 0L),
            added.getOrDefault(Addition.LEFT_SUPPRESSED, 0L),
            suppressed,
            rows.size() - offers.size() - forbidden.size() - refused.size(),
            refused.size()));
  }

  private Map<Addition, Long> added(List<Additions.Offer> offers) {
    Map<Addition, Long> counts = new EnumMap<>(Addition.class);
    if (!offers.isEmpty()) {
      this.additions.add(offers).forEach(it -> counts.merge(it, 1L, Long::sum));
    }
    return counts;
  }
}
