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
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NotLiftableException;
import org.storycast.audience.Suppression;
import org.storycast.audience.SuppressionReason;
import org.storycast.audience.Suppressions;

/** Addresses that nobody writes to. Those of known readers are shown to operators only. */
@RestController
@RequestMapping(ApiDoor.BASE + "/suppressions")
@Tag(name = "suppressions")
class SuppressionsController {

  private static final String DIGEST = "[0-9a-f]{64}";

  private final Suppressions suppressions;
  private final Pages pages;

  SuppressionsController(Suppressions suppressions, Pages pages) {
    this.suppressions = suppressions;
    this.pages = pages;
  }

  @GetMapping
  @Operation(summary = "List suppressed addresses, the newest first")
  Page<SuppressionView> list(
      @RequestParam(defaultValue = Pages.DEFAULT_SIZE) int limit,
      @RequestParam(defaultValue = "") String cursor,
      HttpServletRequest request) {
    int size = this.pages.size(limit);
    if (!cursor.isEmpty() && !cursor.matches(DIGEST)) {
      throw ApiProblem.malformed("cursor", "cursor is no position; take it from a page's next");
    }
    List<Suppression> found = this.suppressions.page(cursor, size + 1);
    List<Suppression> shown = found.subList(0, Math.min(size, found.size()));
    return new Page<>(
        shown.stream().map(SuppressionView::of).toList(),
        found.size() > size ? this.pages.next(request, shown.getLast().digest()) : null);
  }

  @PostMapping("/find")
  @Operation(summary = "Tell whether and why an address is suppressed")
  SuppressionView find(@Valid @RequestBody ReaderController.Sought sought) {
    return known(Addresses.read(sought.email()));
  }

  @PostMapping
  @Operation(
      summary = "Suppress an address, whether or not it is a reader's",
      description = "Twice changes nothing.")
  SuppressionView add(
      @Valid @RequestBody SuppressionOrder order, @AuthenticationPrincipal Caller caller) {
    EmailAddress address = Addresses.read(order.email());
    this.suppressions.suppress(
        address, SuppressionReason.BY_HAND, Consent.by(caller.name(), order.why()));
    return known(address);
  }

  private SuppressionView known(EmailAddress address) {
    return this.suppressions
        .find(address)
        .map(SuppressionView::of)
        .orElseThrow(() -> ApiProblem.notFound("This address is not suppressed"));
  }

  @PostMapping("/{digest:" + DIGEST + "}/lift")
  @Operation(
      summary = "Lift a suppression by hand",
      description = "Who unsubscribed or was erased can only come back by signing up.")
  Lifted lift(
      @PathVariable String digest,
      @Valid @RequestBody LiftOrder order,
      @AuthenticationPrincipal Caller caller) {
    try {
      return new Lifted(this.suppressions.lift(digest, Consent.by(caller.name(), order.why())));
    } catch (NotLiftableException refused) {
      throw ApiProblem.conflict(String.valueOf(refused.getMessage()));
    }
  }

  /** A suppressed address; the address itself is known only while it is a reader's. */
  record SuppressionView(
      String digest,
      SuppressionReason reason,
      String detail,
      Instant since,
      @Nullable UUID reader,
      @Nullable String email) {

    static SuppressionView of(Suppression known) {
      return new SuppressionView(
          known.digest(),
          known.reason(),
          known.detail(),
          known.suppressedAt(),
          known.reader() == null ? null : known.reader().value(),
          known.address() == null ? null : known.address().value());
    }

    @Override
    public String toString() {
      return "SuppressionView[%s, %s]".formatted(this.digest, this.reason);
    }
  }

  /** Which address, and why. */
  record SuppressionOrder(
      @NotBlank(message = "needs an address such as aida@example.org") String email,
      @NotBlank(message = "says why nobody may write to it") String why) {

    @Override
    public String toString() {
      return "SuppressionOrder[***]";
    }
  }

  /** Why it is lifted. */
  record LiftOrder(@NotBlank(message = "says why mail may go there again") String why) {}

  /** Whether there was anything to lift. */
  record Lifted(boolean lifted) {}
}
