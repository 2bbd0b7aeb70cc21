// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.access.Caller;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.Checkup;
import org.storycast.delivery.AccountStates;
import org.storycast.delivery.AccountStates.AccountState;
import org.storycast.delivery.ChannelDesk;
import org.storycast.delivery.CheckedAccount;
import org.storycast.delivery.Checkups;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.Spending;

/** Channels: how each stands, pause and resume. */
@RestController
@RequestMapping(ApiDoor.BASE + "/channels")
@Tag(name = "channels")
class ChannelsController {

  private final Channels channels;
  private final AccountStates accounts;
  private final Deliveries deliveries;
  private final ChannelDesk desk;
  private final Checkups checkups;
  private final Spending spending;

  ChannelsController(
      Channels channels,
      AccountStates accounts,
      Deliveries deliveries,
      ChannelDesk desk,
      Checkups checkups,
      Spending spending) {
    this.channels = channels;
    this.accounts = accounts;
    this.deliveries = deliveries;
    this.desk = desk;
    this.checkups = checkups;
    this.spending = spending;
  }

  @GetMapping
  @Operation(summary = "List channels, with what holds each back")
  List<ChannelView> list() {
    Map<ChannelId, Map<DeliveryState, Long>> counts = this.deliveries.counts();
    return Stream.concat(
            this.channels.open().stream().map(it -> view(it, counts)),
            this.channels.off().entrySet().stream()
                .map(it -> off(it.getKey(), it.getValue(), counts)))
        .toList();
  }

  @OneTransaction
  @PostMapping("/{channel}/pause")
  @Operation(summary = "Send nothing on a channel from the next irreversible call on")
  ChannelView pause(@PathVariable String channel, @AuthenticationPrincipal Caller caller) {
    Channel known = open(channel);
    this.desk.pause(known.id(), caller.name());
    return view(known, this.deliveries.counts());
  }

  @OneTransaction
  @PostMapping("/{channel}/resume")
  @Operation(
      summary = "Open a paused or closed channel",
      description = "What waited is decided anew, not sent in a burst.")
  ChannelView resume(@PathVariable String channel) {
    Channel known = open(channel);
    this.desk.resume(known.id());
    return view(known, this.deliveries.counts());
  }

  @PostMapping("/{channel}/check")
  @Operation(
      summary = "Look whether a channel could publish, without publishing",
      description =
          "Credentials, rights, quota and whether the world can fetch our media. It is done once a"
              + " day besides.")
  CheckupView check(@PathVariable String channel) {
    return CheckupView.of(this.checkups.check(open(channel).id()));
  }

  @GetMapping("/{channel}/check")
  @Operation(summary = "Read what the last look at a channel found")
  CheckupView lastCheck(@PathVariable String channel) {
    return this.checkups
        .last(open(channel).id())
        .map(CheckupView::of)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "Nobody has looked at channel \"%s\" yet; POST the same address"
                        .formatted(channel)));
  }

  @OneTransaction
  @PostMapping("/pause")
  @Operation(summary = "Pause all channels")
  List<ChannelView> pauseAll(@AuthenticationPrincipal Caller caller) {
    this.desk.pauseAll(caller.name());
    return list();
  }

  @OneTransaction
  @PostMapping("/resume")
  @Operation(summary = "Resume all channels")
  List<ChannelView> resumeAll() {
    this.desk.resumeAll();
    return list();
  }

  private Channel open(String name) {
    ChannelId id = ChannelNames.parse(name);
    String off = this.channels.off().get(id);
    if (off != null) {
      throw ApiProblem.conflict(
          "Channel \"%s\" is off: %s. Mend that and start again".formatted(name, off));
    }
    return this.channels
        .find(id)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "There is no channel \"%s\"; GET /api/v1/channels lists them".formatted(name)));
  }

  private ChannelView view(Channel channel, Map<ChannelId, Map<DeliveryState, Long>> counts) {
    AccountState state = this.accounts.of(channel.id());
    return new ChannelView(
        channel.id().value(),
        channel.profile().name(),
        state.pausedBy() != null
            ? Standing.PAUSED
            : state.closedReason() != null ? Standing.CLOSED : Standing.OPEN,
        state.held().orElse(null),
        state.quietUntil(),
        channel.account().language(),
        channel.rehearsal(),
        channel.isForTests(),
        channel.page(),
        this.spending.of(channel).map(ChannelsController::view).orElse(null),
        counts.getOrDefault(channel.id(), Map.of()));
  }

  private static SpendingView view(Spending.Spent spent) {
    return new SpendingView(
        spent.currency().getCurrencyCode(),
        spent.today(),
        spent.daily(),
        spent.thisMonth(),
        spent.monthly(),
        spent.waiting());
  }

  private static ChannelView off(
      ChannelId id, String reason, Map<ChannelId, Map<DeliveryState, Long>> counts) {
    return new ChannelView(
        id.value(),
        null,
        Standing.OFF,
        reason,
        null,
        null,
        false,
        false,
        null,
        null,
        counts.getOrDefault(id, Map.of()));
  }

  /** A channel as the API shows it. */
  record ChannelView(
      String name,
      @Nullable String platform,
      Standing standing,
      @Nullable String heldBecause,
      @Nullable Instant quietUntil,
      @Nullable String language,
      boolean rehearsal,
      boolean forTests,
      @Nullable URI page,
      @Nullable SpendingView spending,
      Map<DeliveryState, Long> deliveries) {}

  /** What a look at a channel's account found. */
  record CheckupView(
      Checkup.Verdict verdict,
      Instant checkedAt,
      @Nullable Instant credentialsEndAt,
      List<Checkup.Line> lines) {

    static CheckupView of(CheckedAccount account) {
      Checkup checkup = account.checkup();
      return new CheckupView(checkup.verdict(), account.at(), checkup.endsAt(), checkup.lines());
    }
  }

  /** What a channel has cost, where its platform charges. */
  record SpendingView(
      String currency,
      BigDecimal today,
      @Nullable BigDecimal dailyBudget,
      BigDecimal thisMonth,
      @Nullable BigDecimal monthlyBudget,
      long waiting) {}

  /** How a channel stands. */
  enum Standing {
    /** It sends. */
    OPEN,
    /** A person paused it. */
    PAUSED,
    /** The platform takes nothing until a person acts. */
    CLOSED,
    /** Its settings or templates are broken. */
    OFF
  }
}
