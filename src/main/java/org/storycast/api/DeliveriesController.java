// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryDesk;
import org.storycast.delivery.DeliveryFilter;
import org.storycast.delivery.DeliveryId;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.DoubtDecision;
import org.storycast.delivery.FrozenPosts;
import org.storycast.delivery.Ledger;
import org.storycast.delivery.Measurement;
import org.storycast.delivery.Measurements;
import org.storycast.delivery.PublishedParts;
import org.storycast.story.StoryId;

/** Deliveries: list, read, and the orders that people give. */
@RestController
@RequestMapping(ApiDoor.BASE + "/deliveries")
@Tag(name = "deliveries")
class DeliveriesController {

  private final Deliveries deliveries;
  private final DeliveryDesk desk;
  private final FrozenPosts posts;
  private final PublishedParts parts;
  private final Ledger ledger;
  private final Measurements measurements;
  private final Pages pages;

  DeliveriesController(
      Deliveries deliveries,
      DeliveryDesk desk,
      FrozenPosts posts,
      PublishedParts parts,
      Ledger ledger,
      Measurements measurements,
      Pages pages) {
    this.deliveries = deliveries;
    this.desk = desk;
    this.posts = posts;
    this.parts = parts;
    this.ledger = ledger;
    this.measurements = measurements;
    this.pages = pages;
  }

  @GetMapping
  @Operation(summary = "List deliveries, newest first")
  Page<DeliveryView> list(
      @RequestParam(required = false) @Nullable Set<DeliveryState> state,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable UUID story,
      @RequestParam(defaultValue = Pages.DEFAULT_SIZE) int limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    int size = this.pages.size(limit);
    Position after = cursor == null ? null : Position.parse(cursor);
    List<Delivery> found =
        this.deliveries.page(
            new DeliveryFilter(
                state == null ? Set.of() : state,
                channel == null ? null : ChannelNames.parse(channel),
                story == null ? null : new StoryId(story),
                after == null ? null : after.createdAt(),
                after == null ? null : after.id(),
                size + 1));
    List<Delivery> shown = found.subList(0, Math.min(size, found.size()));
    return new Page<>(
        shown.stream().map(DeliveryView::of).toList(),
        found.size() > size
            ? this.pages.next(request, Position.of(shown.getLast()).toString())
            : null);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Read a delivery with its frozen post, evidence and history")
  DeliveryView.Whole read(@PathVariable UUID id) {
    Delivery delivery = known(id);
    return new DeliveryView.Whole(
        DeliveryView.of(delivery),
        this.deliveries.stories(delivery).stream().map(StoryId::value).toList(),
        delivery.post() == null
            ? null
            : this.posts.find(delivery.post()).map(DeliveryView.PostView::of).orElse(null),
        this.parts.receipt(delivery.id()).map(DeliveryView.Evidence::of).orElse(null),
        this.ledger.of(delivery.id()).stream().map(DeliveryView.Line::of).toList());
  }

  @GetMapping("/{id}/numbers")
  @Operation(
      summary = "Read a publication's numbers",
      description =
          "As the platform gave them, oldest first: after 1, 3 and 8 hours, 1, 2, 4, 7, 14 and 28"
              + " days. Empty where the platform gives none.")
  List<Measurement> numbers(@PathVariable UUID id) {
    return this.measurements.of(known(id).id());
  }

  @OneTransaction
  @PostMapping("/{id}/retry")
  @Operation(summary = "Try a delivery now, or once more where it ended unsent")
  DeliveryView retry(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    return DeliveryView.of(this.desk.retry(known(id).id(), caller.name()));
  }

  @OneTransaction
  @PostMapping("/{id}/cancel")
  @Operation(summary = "Cancel a delivery that has not been sent")
  DeliveryView cancel(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    return DeliveryView.of(this.desk.cancel(known(id).id(), caller.name()));
  }

  @OneTransaction
  @PostMapping("/{id}/look-again")
  @Operation(summary = "Have the platform asked once more about a delivery in doubt")
  DeliveryView lookAgain(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
    return DeliveryView.of(this.desk.lookAgain(known(id).id(), caller.name()));
  }

  @OneTransaction
  @PostMapping("/{id}/settle")
  @Operation(summary = "Settle a doubt with what you know")
  DeliveryView settle(
      @PathVariable UUID id,
      @Valid @RequestBody Settling settling,
      @AuthenticationPrincipal Caller caller) {
    return DeliveryView.of(
        this.desk.settleDoubt(known(id).id(), settling.asDecision(), caller.name()));
  }

  private Delivery known(UUID id) {
    return this.deliveries
        .find(new DeliveryId(id))
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "There is no delivery %s; list the deliveries to see their identities"
                        .formatted(id)));
  }

  /** What a person knows about a doubt. */
  record Settling(
      @NotNull(message = "needs one of PUBLISHED, SEND_AGAIN, GIVE_UP") Decision decision,
      @Size(max = 200, message = "has at most 200 characters") @Nullable String remoteId,
      @Nullable URI address) {

    DoubtDecision asDecision() {
      if (this.decision != Decision.PUBLISHED && (this.remoteId != null || this.address != null)) {
        throw ApiProblem.malformed(
            "remoteId", "remoteId and address go with the decision PUBLISHED only");
      }
      if (this.address != null
          && !("https".equals(this.address.getScheme())
              || "http".equals(this.address.getScheme()))) {
        throw ApiProblem.malformed("address", "address needs an http or https address");
      }
      return switch (this.decision) {
        case PUBLISHED ->
            new DoubtDecision.IsPublished(
                this.remoteId == null || this.remoteId.isBlank() ? null : this.remoteId.strip(),
                this.address);
        case SEND_AGAIN -> new DoubtDecision.SendAgain();
        case GIVE_UP -> new DoubtDecision.GiveUp();
      };
    }
  }

  /** How a doubt ends. */
  enum Decision {
    /** Readers can see it. */
    PUBLISHED,
    /** It is not there; send it again. */
    SEND_AGAIN,
    /** It is not there, or nobody knows; don't send it again. */
    GIVE_UP
  }

  /** A place between two deliveries. */
  record Position(Instant createdAt, DeliveryId id) {

    static Position of(Delivery delivery) {
      return new Position(delivery.createdAt(), delivery.id());
    }

    static Position parse(String text) {
      int mark = Math.max(0, text.indexOf('_'));
      try {
        return new Position(
            Instant.parse(text.substring(0, mark)), DeliveryId.parse(text.substring(mark + 1)));
      } catch (DateTimeException | IllegalArgumentException malformed) {
        throw ApiProblem.malformed(
            "cursor", "\"%s\" is no position; take it from a page's next".formatted(text));
      }
    }

    @Override
    public String toString() {
      return this.createdAt + "_" + this.id;
    }
  }
}
