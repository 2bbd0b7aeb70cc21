// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.audience;

import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param rows how many rows were read, the first line aside
 * @param additions how many readers were added, updated or left alone
 * @param refusedRows how many rows could not be read
 * @param refused the first thousand of them
 */
public record ImportReport(
    long rows, Map<Addition, Long> additions, long refusedRows, List<Refused> refused) {

  public ImportReport {
    additions = Map.copyOf(additions);
    refused = List.copyOf(refused);
  }

  /** How many rows had this result. */
  public long count(Addition addition) {
    return this.additions.getOrDefault(addition, 0L);
  }

  /**
   * A row that was not added.
   *
   * @param row counted from one, the line of column names being the first
   * @param reason what is wrong with it
   */
  public record Refused(long row, String reason) {}
}
