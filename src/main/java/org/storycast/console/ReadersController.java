// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.Locale;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.storycast.access.Caller;
import org.storycast.audience.Consent;
import org.storycast.audience.DataRequests;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.PersonalFile;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.Readers;
import org.storycast.audience.SuppressionReason;
import org.storycast.audience.Suppressions;
import tools.jackson.databind.json.JsonMapper;

/** Readers: find one, look, and what can be ordered about one. */
@Controller
@RequestMapping("/console/readers")
class ReadersController {

  private final Readers readers;
  private final Suppressions suppressions;
  private final DataRequests requests;
  private final ReaderPages pages;
  private final JsonMapper json;

  ReadersController(
      Readers readers,
      Suppressions suppressions,
      DataRequests requests,
      ReaderPages pages,
      JsonMapper json) {
    this.readers = readers;
    this.suppressions = suppressions;
    this.requests = requests;
    this.pages = pages;
    this.json = json;
  }

  @GetMapping
  String overview(Model model) {
    this.readers
        .counts()
        .forEach(
            (state, count) -> model.addAttribute(state.name().toLowerCase(Locale.ROOT), count));
    return "console/readers";
  }

  /** The address is posted, so that neither a log nor the browser's history has it. */
  @PostMapping("/find")
  String find(@RequestParam(defaultValue = "") String email) {
    EmailAddress address = ReaderPages.address(email);
    return this.readers
        .find(address)
        .map(it -> "redirect:/console/readers/" + it.id())
        .orElseThrow(
            () ->
                new ConsoleRefusal(
                    this.suppressions
                        .find(address)
                        .map(it -> "No reader has this address; it is on the suppression list")
                        .orElse("No reader has this address")));
  }

  @GetMapping("/{id}")
  String show(@PathVariable UUID id, Model model) {
    model.addAttribute("reader", this.pages.read(new ReaderId(id)));
    return "console/reader";
  }

  @PostMapping("/{id}/unsubscribe")
  String unsubscribe(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.readers.unsubscribe(known(id).id(), Consent.by(caller.name(), "console"));
    return done(id, redirect, "The reader gets no more mail");
  }

  @PostMapping("/{id}/suppress")
  String suppress(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String why,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    this.suppressions.suppress(
        known(id).address(),
        SuppressionReason.BY_HAND,
        Consent.by(caller.name(), ReaderPages.reason(why)));
    return done(id, redirect, "The address is suppressed");
  }

  @PostMapping("/{id}/lift")
  String lift(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String why,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    boolean lifted =
        this.suppressions.lift(
            known(id).address().digest(), Consent.by(caller.name(), ReaderPages.reason(why)));
    return done(
        id, redirect, lifted ? "The suppression is lifted" : "The address was not suppressed");
  }

  @PostMapping("/{id}/export")
  ResponseEntity<byte[]> export(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    PersonalFile file =
        this.requests
            .export(new ReaderId(id), Consent.by(caller.name(), "console"))
            .orElseThrow(() -> ReaderPages.unknown(id));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("reader-%s.json".formatted(id))
                .build()
                .toString())
        .body(this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
  }

  @PostMapping("/{id}/erase")
  String erase(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean sure,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    if (!sure) {
      throw new ConsoleRefusal("Tick that the reader wants it; it cannot be undone");
    }
    this.requests.erase(known(id).id(), Consent.by(caller.name(), "console"));
    return done(id, redirect, "The reader is erased");
  }

  private static String done(UUID id, RedirectAttributes redirect, String what) {
    redirect.addFlashAttribute("done", what);
    return "redirect:/console/readers/" + id;
  }

  private Reader known(UUID id) {
    return this.readers.find(new ReaderId(id)).orElseThrow(() -> ReaderPages.unknown(id));
  }
}
