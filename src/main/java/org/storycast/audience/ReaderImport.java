// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import of a file of readers, as it stands.
 *
 * @param id its identity
 * @param order how it is read
 * @param state how far it is
 * @param detail what stopped or delays it; may be empty; names no address
 * @param ignoredColumns the names of the columns that are not read
 * @param bytes how many the file has
 * @param bytesDone how many of them are worked off
 * @param totalRows how many rows it has; absent until that is counted
 * @param counts what became of its rows
 * @param uploadedAt when it came
 * @param endedAt when it ended; absent until then
 */
public record ReaderImport(
    UUID id,
    ImportOrder order,
    ImportState state,
    String detail,
    List<String> ignoredColumns,
    long bytes,
    long bytesDone,
    @Nullable Long totalRows,
    ImportCounts counts,
    Instant uploadedAt,
    @Nullable Instant endedAt) {

  public ReaderImport {
    ignoredColumns = List.copyOf(ignoredColumns);
  }

  /** How much is done, from 0 to 100. */
  public int percent() {
    if (this.state == ImportState.DONE) {
      return 100;
    }
    Long total = this.totalRows;
    return total == null || total == 0 ? 0 : (int) Math.min(99, 100 * this.counts.rows() / total);
  }
}
