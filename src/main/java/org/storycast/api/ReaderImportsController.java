// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.Caller;
import org.storycast.audience.ImportCounts;
import org.storycast.audience.ImportOrder;
import org.storycast.audience.ImportState;
import org.storycast.audience.ReaderImport;
import org.storycast.audience.ReaderImports;
import org.storycast.audience.UnreadableImportException;

/** Imports of files of readers: upload, progress, report, cancel. */
@RestController
@RequestMapping(ReaderImportsController.PATH)
@Tag(name = "readers")
class ReaderImportsController {

  static final String PATH = ApiDoor.BASE + "/reader-imports";

  private final ReaderImports imports;
  private final Pages pages;
  private final ApiProperties properties;

  ReaderImportsController(ReaderImports imports, Pages pages, ApiProperties properties) {
    this.imports = imports;
    this.pages = pages;
    this.properties = properties;
  }

  @PostMapping(consumes = {"text/csv", "application/octet-stream"})
  @Operation(
      summary = "Import readers from a CSV file",
      description =
          "The body is the file, of any size up to storycast.api.max-import. It is stored, answered"
              + " with an id, and worked off. The same file again, while it is under way, is the"
              + " same import; afterwards it changes nothing.")
  ResponseEntity<ImportView> upload(
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String consent,
      @RequestParam(defaultValue = "en") String language,
      @RequestParam(defaultValue = "") String charset,
      @RequestParam(defaultValue = "") Set<String> sections,
      @RequestParam(defaultValue = "") String fileName,
      @AuthenticationPrincipal Caller caller) {
    ImportOrder order = order(fileName, charset, language, sections, consent, caller);
    long most = this.properties.maxImport().toBytes();
    try {
      ReaderImport accepted = this.imports.upload(order, request.getInputStream(), most);
      return ResponseEntity.accepted()
          .location(URI.create(PATH + "/" + accepted.id()))
          .body(ImportView.of(accepted));
    } catch (UnreadableImportException unreadable) {
      throw ApiProblem.unfit("body", String.valueOf(unreadable.getMessage()));
    } catch (IOException brokenOff) {
      throw ApiProblem.malformed(
          "body", "The file did not come to its end, so nothing of it is kept; send it again");
    }
  }

  private static ImportOrder order(
      String fileName,
      String charset,
      String language,
      Set<String> sections,
      String consent,
      Caller caller) {
    try {
      return new ImportOrder(fileName, charset, language, sections, consent, caller.name());
    } catch (IllegalArgumentException unfit) {
      String message = String.valueOf(unfit.getMessage());
      String field =
          Stream.of("charset", "sections", "consent")
              .filter(message::startsWith)
              .findFirst()
              .orElse("language");
      throw ApiProblem.malformed(field, message);
    }
  }

  @GetMapping
  @Operation(summary = "List imports, the newest first")
  List<ImportView> list(@RequestParam(defaultValue = Pages.DEFAULT_SIZE) int limit) {
    return this.imports.newest(this.pages.size(limit)).stream().map(ImportView::of).toList();
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show how far an import is")
  ImportView show(@PathVariable UUID id) {
    return ImportView.of(known(id));
  }

  @GetMapping("/{id}/refused.csv")
  @Operation(summary = "Every refused row with its reason, as CSV")
  void refused(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    known(id);
    CsvAnswer.send(response, "refused-rows.csv", target -> this.imports.writeRefused(id, target));
  }

  @PostMapping("/{id}/cancel")
  @Operation(
      summary = "Stop an import",
      description = "After the batch in hand; what was added stays. Twice changes nothing.")
  ImportView cancel(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    known(id);
    this.imports.cancel(id, caller.name());
    return ImportView.of(known(id));
  }

  private ReaderImport known(UUID id) {
    return this.imports
        .find(id)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "There is no import %s; list the imports to see their identities"
                        .formatted(id)));
  }

  /** An import as the API shows one. */
  record ImportView(
      UUID id,
      ImportState state,
      @Schema(description = "What stopped or delays it; may be empty") String detail,
      @Schema(description = "How much is done, from 0 to 100") int percent,
      long bytes,
      long bytesDone,
      @Schema(description = "Absent until the file was read once") @Nullable Long totalRows,
      ImportCounts counts,
      List<String> ignoredColumns,
      String fileName,
      String charset,
      String language,
      Set<String> sections,
      String consent,
      String operator,
      Instant uploadedAt,
      @Nullable Instant endedAt) {

    static ImportView of(ReaderImport it) {
      return new ImportView(
          it.id(),
          it.state(),
          it.detail(),
          it.percent(),
          it.bytes(),
          it.bytesDone(),
          it.totalRows(),
          it.counts(),
          it.ignoredColumns(),
          it.order().fileName(),
          it.order().charset(),
          it.order().language(),
          new TreeSet<>(it.order().sections()),
          it.order().consent(),
          it.order().operator(),
          it.uploadedAt(),
          it.endedAt());
    }
  }
}
