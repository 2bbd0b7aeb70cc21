// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.storycast.audience.DataRequests;
import org.storycast.audience.PersonalFile;
import org.storycast.site.PersonalPages.Visitor;
import tools.jackson.databind.json.JsonMapper;

/** Where readers take a copy of what is kept of them, and have it erased; each is asked first. */
@Controller
class OwnDataPages {

  private static final String VIEW = "site/own-data";

  private final PersonalPages pages;
  private final DataRequests requests;
  private final JsonMapper json;

  OwnDataPages(PersonalPages pages, DataRequests requests, JsonMapper json) {
    this.pages = pages;
    this.requests = requests;
    this.json = json;
  }

  @GetMapping("/p/{link}/copy")
  String askForCopy(@PathVariable String link, Model model, HttpServletResponse response) {
    return ask("copy", link, model, response);
  }

  @GetMapping("/p/{link}/erase")
  String askForErasing(@PathVariable String link, Model model, HttpServletResponse response) {
    return ask("erase", link, model, response);
  }

  private String ask(String what, String link, Model model, HttpServletResponse response) {
    String state =
        switch (this.pages.visitor(link)) {
          case Visitor.Known it when what.equals("copy") && isTooOften(it) -> {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            yield "later";
          }
          case Visitor.Known it -> {
            model.addAttribute("address", it.reader().address().masked());
            yield what;
          }
          case Visitor.Erased _ -> "erased";
          case Visitor.Stranger _ -> "unknown";
        };
    return this.pages.show(VIEW, state, link, model, response);
  }

  private boolean isTooOften(Visitor.Known visitor) {
    return !this.requests.mayExportAgain(visitor.reader().id());
  }

  /**
   * Hands the file out, with the address masked: a link that was forwarded must not tell it. The
   * newsroom gives the whole file to whom it knows.
   */
  @PostMapping("/p/{link}/copy")
  Object copy(
      @PathVariable String link,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!(this.pages.visitor(link) instanceof Visitor.Known known) || isTooOften(known)) {
      return askForCopy(link, model, response);
    }
    Optional<PersonalFile> file =
        this.requests.export(
            known.reader().id(),
            PersonalPages.how("copy by the preference page", known.token(), "", request));
    return file.<Object>map(it -> download(written(it)))
        .orElseGet(() -> askForCopy(link, model, response));
  }

  private byte[] written(PersonalFile file) {
    return this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(file.withMaskedAddress());
  }

  private static ResponseEntity<byte[]> download(byte[] file) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .header("X-Robots-Tag", "noindex")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("my-data.json").build().toString())
        .body(file);
  }

  @PostMapping("/p/{link}/erase")
  String erase(
      @PathVariable String link,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (this.pages.visitor(link) instanceof Visitor.Known known) {
      this.requests.erase(
          known.reader().id(),
          PersonalPages.how("erasing by the preference page", known.token(), "", request));
    }
    return ask("erase", link, model, response);
  }
}
