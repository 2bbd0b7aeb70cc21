// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.access.Caller;
import org.storycast.audience.ImportOrder;
import org.storycast.audience.ReaderExport;
import org.storycast.audience.ReaderImport;
import org.storycast.audience.ReaderImports;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;

/** The page on which readers come in from files and go out as files. */
@Controller
@RequestMapping(ReaderImportController.PATH)
class ReaderImportController {

  static final String PATH = "/console/reader-imports";

  private static final int SHOWN = 20;

  private final ReaderImports imports;
  private final ReaderExport export;
  private final Readers readers;
  private final ShownMoments moments;
  private final UploadLimit limit;

  ReaderImportController(
      ReaderImports imports,
      ReaderExport export,
      Readers readers,
      ShownMoments moments,
      UploadLimit limit) {
    this.imports = imports;
    this.export = export;
    this.readers = readers;
    this.moments = moments;
    this.limit = limit;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute(
        "imports",
        this.imports.newest(SHOWN).stream()
            .map(it -> ReaderImportView.of(it, this.moments))
            .toList());
    model.addAttribute("confirmed", this.readers.counts().get(ReaderState.CONFIRMED));
    model.addAttribute("limit", this.limit.size().toMegabytes());
    return "console/reader-imports";
  }

  @GetMapping("/{id}")
  String show(@PathVariable UUID id, Model model) {
    model.addAttribute("it", ReaderImportView.of(known(id), this.moments));
    return "console/reader-import";
  }

  @PostMapping
  String upload(
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String consent,
      @RequestParam(defaultValue = "en") String language,
      @RequestParam(defaultValue = "") String charset,
      @RequestParam(defaultValue = "") String sections,
      @AuthenticationPrincipal Caller caller)
      throws IOException {
    if (file == null || file.isEmpty()) {
      throw new ConsoleRefusal("Choose a file with at least a first line of column names");
    }
    String name = file.getOriginalFilename();
    ImportOrder order =
        new ImportOrder(
            name == null ? "" : name,
            charset,
            language.isBlank() ? "en" : language,
            split(sections),
            consent,
            caller.name());
    try (InputStream bytes = file.getInputStream()) {
      ReaderImport accepted = this.imports.upload(order, bytes, DataSize.ofGigabytes(1).toBytes());
      return "redirect:%s/%s".formatted(PATH, accepted.id());
    }
  }

  private static Set<String> split(String sections) {
    return Arrays.stream(sections.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  @PostMapping("/{id}/cancel")
  String cancel(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    if (!this.imports.cancel(known(id).id(), caller.name())) {
      throw new ConsoleRefusal("It had ended already");
    }
    redirect.addFlashAttribute("done", "It is stopped; who was added stays");
    return "redirect:%s/%s".formatted(PATH, id);
  }

  @GetMapping("/{id}/refused.csv")
  void refused(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    known(id);
    send(response, "refused-rows.csv", target -> this.imports.writeRefused(id, target));
  }

  @GetMapping("/readers.csv")
  void readers(
      @RequestParam(required = false) @Nullable ReaderState state, HttpServletResponse response)
      throws IOException {
    send(response, "readers.csv", target -> this.export.writeReaders(state, target));
  }

  @GetMapping("/suppressions.csv")
  void suppressions(HttpServletResponse response) throws IOException {
    send(response, "suppressions.csv", this.export::writeSuppressions);
  }

  private ReaderImport known(UUID id) {
    return this.imports
        .find(id)
        .orElseThrow(() -> new ConsoleRefusal("That import does not exist, or not any more"));
  }

  private static void send(HttpServletResponse response, String name, Content content)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
    Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    content.writeTo(writer);
    writer.flush();
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(Appendable target) throws IOException;
  }
}
