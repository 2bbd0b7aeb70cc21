// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.storycast.channel.Post;
import org.storycast.channel.Receipt;
import org.storycast.console.DeliveryPageView.Event;
import org.storycast.console.DeliveryPageView.Part;
import org.storycast.console.DeliveryPageView.Text;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryDesk;
import org.storycast.delivery.DeliveryId;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.DoubtDecision;
import org.storycast.delivery.FrozenPosts;
import org.storycast.delivery.Ledger;
import org.storycast.delivery.Measurement;
import org.storycast.delivery.Measurements;
import org.storycast.delivery.PublishedParts;
import org.storycast.mailing.IssueId;
import org.storycast.mailing.Mailings;
import org.storycast.story.Stories;
import org.storycast.story.StoryId;

/** A delivery's page, and the orders that people give about it. */
@Controller
@RequestMapping("/console/deliveries/{id}")
class DeliveryController {

  private static final Set<DeliveryState> WAITING =
      EnumSet.of(
          DeliveryState.PLANNED, DeliveryState.DUE, DeliveryState.RETRYING, DeliveryState.PAUSED);
  private static final Set<DeliveryState> RETRIABLE =
      EnumSet.of(
          DeliveryState.PLANNED,
          DeliveryState.DUE,
          DeliveryState.RETRYING,
          DeliveryState.PAUSED,
          DeliveryState.REJECTED,
          DeliveryState.MISSED,
          DeliveryState.CANCELLED);

  private final Deliveries deliveries;
  private final DeliveryDesk desk;
  private final FrozenPosts posts;
  private final PublishedParts parts;
  private final Ledger ledger;
  private final Measurements measurements;
  private final Stories stories;
  private final Mailings mailings;
  private final ShownMoments moments;

  DeliveryController(
      Deliveries deliveries,
      DeliveryDesk desk,
      FrozenPosts posts,
      PublishedParts parts,
      Ledger ledger,
      Measurements measurements,
      Stories stories,
      Mailings mailings,
      ShownMoments moments) {
    this.deliveries = deliveries;
    this.desk = desk;
    this.posts = posts;
    this.parts = parts;
    this.ledger = ledger;
    this.measurements = measurements;
    this.stories = stories;
    this.mailings = mailings;
    this.moments = moments;
  }

  @GetMapping
  String show(@PathVariable UUID id, Model model) {
    Delivery delivery = known(id);
    model.addAttribute("delivery", view(delivery));
    model.addAttribute(
        "issue", this.mailings.find(delivery.key().value()).map(IssueId::toString).orElse(null));
    return "console/delivery";
  }

  @PostMapping("/retry")
  String retry(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.desk.retry(known(id).id(), caller.name());
    return done(id, redirect, "It is tried now");
  }

  @PostMapping("/cancel")
  String cancel(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.desk.cancel(known(id).id(), caller.name());
    return done(id, redirect, "Cancelled");
  }

  @PostMapping("/look-again")
  String lookAgain(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.desk.lookAgain(known(id).id(), caller.name());
    return done(id, redirect, "The platform is asked once more");
  }

  @PostMapping("/published")
  String published(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String remoteId,
      @RequestParam(defaultValue = "") String address,
      @AuthenticationPrincipal Caller caller,
      RedirectAttributes redirect) {
    if (remoteId.length() > 200) {
      throw new ConsoleRefusal("The platform's id has at most 200 characters");
    }
    this.desk.settleDoubt(
        known(id).id(),
        new DoubtDecision.IsPublished(
            remoteId.isBlank() ? null : remoteId.strip(), webAddress(address)),
        caller.name());
    return done(id, redirect, "Settled: it is published");
  }

  @PostMapping("/send-again")
  String sendAgain(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.desk.settleDoubt(known(id).id(), new DoubtDecision.SendAgain(), caller.name());
    return done(id, redirect, "Settled: it is sent again");
  }

  @PostMapping("/give-up")
  String giveUp(
      @PathVariable UUID id, @AuthenticationPrincipal Caller caller, RedirectAttributes redirect) {
    this.desk.settleDoubt(known(id).id(), new DoubtDecision.GiveUp(), caller.name());
    return done(id, redirect, "Settled: given up");
  }

  private static @Nullable URI webAddress(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      URI address = URI.create(text.strip());
      if (Links.web(address) != null && text.length() <= 2000) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      // answered below, with the text
    }
    throw new ConsoleRefusal(
        "\"%s\" is no address such as https://example.org/post".formatted(text));
  }

  private static String done(UUID id, RedirectAttributes redirect, String what) {
    redirect.addFlashAttribute("done", what);
    return "redirect:/console/deliveries/" + id;
  }

  private Delivery known(UUID id) {
    return this.deliveries
        .find(new DeliveryId(id))
        .orElseThrow(() -> new ConsoleRefusal("There is no delivery " + id));
  }

  private DeliveryPageView view(Delivery delivery) {
    Optional<Post> post = Optional.ofNullable(delivery.post()).flatMap(this.posts::find);
    Optional<Receipt> receipt = this.parts.receipt(delivery.id());
    return new DeliveryPageView(
        delivery.id().toString(),
        delivery.key().value(),
        delivery.story().toString(),
        delivery.digestTitle().orElseGet(() -> headline(delivery.story())),
        delivery.digestTitle().isEmpty() ? List.of() : told(delivery),
        delivery.channel().value(),
        delivery.occasion(),
        delivery.rehearsal(),
        StateBadge.of(delivery.state()),
        delivery.state() == DeliveryState.UNCLEAR,
        WAITING.contains(delivery.state()),
        RETRIABLE.contains(delivery.state())
            && (receipt.isEmpty() || WAITING.contains(delivery.state())),
        delivery.detail(),
        this.moments.of(delivery.plannedFor()),
        this.moments.ofNullable(delivery.wakeAt()),
        delivery.attempts(),
        post.map(DeliveryController::texts).orElse(List.of()),
        post.map(it -> Links.web(it.link())).orElse(null),
        post.map(StoryReader::media).orElse(List.of()),
        post.map(it -> it.digest().hex()).orElse(null),
        receipt.map(DeliveryController::parts).orElse(List.of()),
        receipt.<Map<String, String>>map(it -> new TreeMap<>(it.evidence())).orElse(Map.of()),
        numbers(delivery.id()),
        history(delivery.id()));
  }

  private DeliveryPageView.@Nullable Numbers numbers(DeliveryId id) {
    List<Measurement> all = this.measurements.of(id);
    return all.isEmpty()
        ? null
        : new DeliveryPageView.Numbers(this.moments.of(all.getLast().at()), all.getLast().counts());
  }

  private List<DeliveryPageView.Told> told(Delivery delivery) {
    return this.deliveries.stories(delivery).stream()
        .map(story -> new DeliveryPageView.Told(story.toString(), headline(story)))
        .toList();
  }

  private String headline(StoryId story) {
    return this.stories.find(story).map(it -> it.latest().content().headline()).orElse("");
  }

  private static List<Text> texts(Post post) {
    return new TreeMap<>(post.parts())
        .entrySet().stream().map(it -> new Text(it.getKey(), it.getValue())).toList();
  }

  private static List<Part> parts(Receipt receipt) {
    return receipt.parts().stream()
        .map(it -> new Part(it.remoteId(), Links.web(it.address())))
        .toList();
  }

  private List<Event> history(DeliveryId id) {
    return this.ledger.of(id).stream()
        .map(
            it ->
                new Event(
                    it.number(),
                    this.moments.of(it.at()),
                    it.kind().name().replace('_', ' ').toLowerCase(Locale.ROOT),
                    it.details(),
                    it.hash()))
        .toList();
  }
}
