// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.storycast.audience.ImportCounts;
import org.storycast.audience.ImportState;
import org.storycast.audience.ReaderImport;

/** An import of readers as its page shows it. */
record ReaderImportView(
    UUID id,
    String fileName,
    StateBadge state,
    boolean ended,
    boolean counting,
    String detail,
    int percent,
    @Nullable Long totalRows,
    long kilobytes,
    ImportCounts counts,
    List<String> ignoredColumns,
    String consent,
    String operator,
    String charset,
    ShownMoments.Moment uploaded,
    ShownMoments.@Nullable Moment endedAt) {

  static ReaderImportView of(ReaderImport it, ShownMoments moments) {
    return new ReaderImportView(
        it.id(),
        it.order().fileName().isEmpty() ? "a file" : it.order().fileName(),
        badge(it.state()),
        it.state().isEnd(),
        it.totalRows() == null,
        it.detail(),
        it.percent(),
        it.totalRows(),
        (it.bytes() + 1023) / 1024,
        it.counts(),
        it.ignoredColumns(),
        it.order().consent(),
        it.order().operator(),
        it.order().charset(),
        moments.of(it.uploadedAt()),
        moments.ofNullable(it.endedAt()));
  }

  private static StateBadge badge(ImportState state) {
    return switch (state) {
      case UPLOADING -> new StateBadge("Coming in", "busy");
      case WAITING -> new StateBadge("Waiting", "calm");
      case RUNNING -> new StateBadge("Running", "busy");
      case DONE -> new StateBadge("Done", "good");
      case UNREADABLE -> new StateBadge("Can't be read", "bad");
      case CANCELLED -> new StateBadge("Stopped", "warn");
    };
  }
}
