// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.Caller;
import org.storycast.audience.Consent;
import org.storycast.audience.DataRequests;
import org.storycast.audience.PersonalFile;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.Readers;
import org.storycast.audience.Suppressions;

/** One reader: look, hand out the file, erase. */
@RestController
@RequestMapping(ApiDoor.BASE + "/readers")
@Tag(name = "readers")
class ReaderController {

  private final Readers readers;
  private final Suppressions suppressions;
  private final DataRequests requests;

  ReaderController(Readers readers, Suppressions suppressions, DataRequests requests) {
    this.readers = readers;
    this.suppressions = suppressions;
    this.requests = requests;
  }

  @PostMapping("/find")
  @Operation(
      summary = "Find a reader by address",
      description = "The address stands in the body, so that no log of requests has it.")
  ReaderPage find(@Valid @RequestBody Sought sought) {
    return this.readers
        .find(Addresses.read(sought.email()))
        .map(this::page)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "No reader has this address; it may be suppressed all the same, see"
                        + " /api/v1/suppressions/find"));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read a reader's wishes, state and consent")
  ReaderPage read(@PathVariable UUID id) {
    return this.readers.find(new ReaderId(id)).map(this::page).orElseThrow(unknown(id));
  }

  private ReaderPage page(Reader reader) {
    return new ReaderPage(
        PersonalFile.Person.of(reader),
        this.suppressions.find(reader.address()).map(PersonalFile.Forbidden::of).orElse(null),
        this.readers.consentOf(reader.id()).stream().map(PersonalFile.Agreement::of).toList());
  }

  @GetMapping("/{id}/data")
  @Operation(
      summary = "Hand out everything that is kept of a reader",
      description =
          "That it was handed out is logged. After the reader was erased it has what is left.")
  ResponseEntity<PersonalFile> data(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    PersonalFile file =
        this.requests
            .export(new ReaderId(id), Consent.by(caller.name(), "API"))
            .orElseThrow(unknown(id));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(file);
  }

  @DeleteMapping("/{id}")
  @Operation(
      summary = "Erase a reader for ever",
      description =
          "A digest of the address stays, so that no import brings the reader back. Twice changes"
              + " nothing.")
  ResponseEntity<Void> erase(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    ReaderId reader = new ReaderId(id);
    if (!this.requests.erase(reader, Consent.by(caller.name(), "API"))
        && !this.requests.isErased(reader)) {
      throw unknown(id).get();
    }
    return ResponseEntity.noContent().build();
  }

  private static Supplier<ApiProblem> unknown(UUID id) {
    return () ->
        ApiProblem.notFound(
            "There is no reader %s; list the readers, or find one by POST /api/v1/readers/find"
                .formatted(id));
  }

  /** Whose reader is sought. */
  record Sought(@NotBlank(message = "needs an address such as aida@example.org") String email) {

    @Override
    public String toString() {
      return "Sought[***]";
    }
  }

  /** A reader with everything that decides about mail. */
  record ReaderPage(
      PersonalFile.Person reader,
      PersonalFile.@Nullable Forbidden suppression,
      List<PersonalFile.Agreement> consent) {}
}
