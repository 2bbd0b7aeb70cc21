// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.audience.ReaderExport;
import org.storycast.audience.ReaderState;

/** All readers and all suppressions as CSV. */
@RestController
@Tag(name = "readers")
class ReaderExportController {

  private final ReaderExport export;

  ReaderExportController(ReaderExport export) {
    this.export = export;
  }

  @GetMapping(ApiDoor.BASE + "/readers.csv")
  @Operation(
      summary = "Export readers as CSV",
      description =
          "An import reads it back. What a spreadsheet takes for a formula has a ' before.")
  void readers(
      @RequestParam(required = false) @Nullable ReaderState state, HttpServletResponse response)
      throws IOException {
    CsvAnswer.send(response, "readers.csv", target -> this.export.writeReaders(state, target));
  }

  @GetMapping(ApiDoor.BASE + "/suppressions.csv")
  @Operation(summary = "Export the suppressed addresses' digests as CSV")
  void suppressions(HttpServletResponse response) throws IOException {
    CsvAnswer.send(response, "suppressions.csv", this.export::writeSuppressions);
  }
}
