// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Some past issues, the youngest first.
 *
 * @param entries may be empty
 * @param older where the next page begins; empty on the last
 */
public record ArchivePage(List<Entry> entries, Optional<String> older) {

  public ArchivePage {
    entries = List.copyOf(entries);
  }

  /**
   * An issue in the list.
   *
   * @param id leads to its page
   * @param subject its headline
   * @param preheader the line below; may be empty
   * @param language BCP 47 tag
   * @param openedAt when it was sent
   */
  public record Entry(
      IssueId id, String subject, String preheader, String language, Instant openedAt) {}
}
