// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.Caller;
import org.storycast.audience.Addition;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.InvalidAddressException;
import org.storycast.audience.NewReader;
import org.storycast.audience.Reader;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReaderState;
import org.storycast.audience.Readers;

/** Readers: list, add, unsubscribe. Their addresses are shown to operators only. */
@RestController
@RequestMapping(ApiDoor.BASE + "/readers")
@Tag(name = "readers")
class ReadersController {

  private final Readers readers;
  private final Pages pages;

  ReadersController(Readers readers, Pages pages) {
    this.readers = readers;
    this.pages = pages;
  }

  @GetMapping
  @Operation(summary = "List readers, by address")
  Page<ReaderView> list(
      @RequestParam(defaultValue = Pages.DEFAULT_SIZE) int limit,
      @RequestParam(required = false) @Nullable UUID cursor,
      HttpServletRequest request) {
    int size = this.pages.size(limit);
    List<Reader> found = this.readers.page(cursor == null ? "" : address(cursor), size + 1);
    List<Reader> shown = found.subList(0, Math.min(size, found.size()));
    return new Page<>(
        shown.stream().map(ReaderView::of).toList(),
        found.size() > size ? this.pages.next(request, shown.getLast().id().toString()) : null);
  }

  /** The cursor is the last reader's identity: no address gets into a log of requests. */
  private String address(UUID cursor) {
    return this.readers
        .find(new ReaderId(cursor))
        .map(reader -> reader.address().key())
        .orElseThrow(
            () ->
                ApiProblem.malformed(
                    "cursor", "cursor is no position; take it from a page's next"));
  }

  @GetMapping("/counts")
  @Operation(summary = "Count readers by state")
  Map<ReaderState, Long> counts() {
    return this.readers.counts();
  }

  @PostMapping
  @Operation(
      summary = "Add a reader who agreed",
      description = "It never brings anybody back who unsubscribed or must not be written to.")
  Added add(@Valid @RequestBody ReaderOrder order) {
    EmailAddress address = address(order.email());
    try {
      Addition result =
          this.readers.add(
              new NewReader(address, order.name(), order.language(), order.sections(), "en"),
              new Consent(order.consent(), ""));
      return new Added(result, this.readers.find(address).map(ReaderView::of).orElse(null));
    } catch (IllegalArgumentException unfit) {
      throw ApiProblem.unfit("language", String.valueOf(unfit.getMessage()));
    }
  }

  private static EmailAddress address(String text) {
    try {
      return EmailAddress.parse(text);
    } catch (InvalidAddressException invalid) {
      throw ApiProblem.unfit("email", "The address " + invalid.getMessage());
    }
  }

  @PostMapping("/{id}/unsubscribe")
  @Operation(summary = "End a reader's mail", description = "Twice changes nothing.")
  ReaderView unsubscribe(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    ReaderId reader = new ReaderId(id);
    this.readers.unsubscribe(reader, Consent.by(caller.name(), "API"));
    return this.readers
        .find(reader)
        .map(ReaderView::of)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "There is no reader %s; list the readers to see their identities"
                        .formatted(id)));
  }

  /** A reader as the API shows one. */
  record ReaderView(
      UUID id,
      String email,
      String name,
      String language,
      Set<String> sections,
      ReaderState state,
      String consent,
      Instant addedAt) {

    static ReaderView of(Reader reader) {
      return new ReaderView(
          reader.id().value(),
          reader.address().value(),
          reader.name(),
          reader.language(),
          new TreeSet<>(reader.sections()),
          reader.state(),
          reader.consentSource(),
          reader.addedAt());
    }

    @Override
    public String toString() {
      return "ReaderView[%s, %s]".formatted(this.id, this.state);
    }
  }

  /** Who, and where they agreed. */
  record ReaderOrder(
      @NotBlank(message = "needs an address such as aida@example.org") String email,
      @Nullable String name,
      @Nullable String language,
      @Nullable Set<String> sections,
      @NotBlank(message = "says where and to which text the reader agreed") String consent) {

    @Override
    public String toString() {
      return "ReaderOrder[***]";
    }
  }

  /** What became of it. */
  record Added(Addition result, @Nullable ReaderView reader) {}
}
