// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.console;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.Checkup.Verdict;
import org.storycast.channel.support.ConnectionDesk;
import org.storycast.console.Overview.Cell;
import org.storycast.console.Overview.ChannelCard;
import org.storycast.console.Overview.Doubt;
import org.storycast.console.Overview.FailingSource;
import org.storycast.console.Overview.Found;
import org.storycast.console.Overview.Row;
import org.storycast.delivery.AccountStates;
import org.storycast.delivery.AccountStates.AccountState;
import org.storycast.delivery.CheckedAccount;
import org.storycast.delivery.Checkups;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryFilter;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.Installation;
import org.storycast.delivery.PublishedParts;
import org.storycast.intake.SourceStatus;
import org.storycast.intake.Sources;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryFilter;
import org.storycast.story.StoryPage;

/** Gathers what the first page shows. */
@Component
class OverviewReader {

  private static final int STORIES = 25;
  private static final int MOST_DOUBTS = 100;
  private static final Set<DeliveryState> WAITING =
      EnumSet.of(
          DeliveryState.PLANNED,
          DeliveryState.DUE,
          DeliveryState.PUBLISHING,
          DeliveryState.UNDERWAY,
          DeliveryState.RETRYING,
          DeliveryState.PAUSED);

  private final Stories stories;
  private final Deliveries deliveries;
  private final PublishedParts parts;
  private final Channels channels;
  private final AccountStates accounts;
  private final ConnectionDesk connecting;
  private final SpentAmounts spent;
  private final Checkups checkups;
  private final Installation installation;
  private final Sources sources;
  private final ShownMoments moments;

  OverviewReader(
      Stories stories,
      Deliveries deliveries,
      PublishedParts parts,
      Channels channels,
      AccountStates accounts,
      ConnectionDesk connecting,
      SpentAmounts spent,
      Checkups checkups,
      Installation installation,
      Sources sources,
      ShownMoments moments) {
    this.stories = stories;
    this.deliveries = deliveries;
    this.parts = parts;
    this.channels = channels;
    this.accounts = accounts;
    this.connecting = connecting;
    this.spent = spent;
    this.checkups = checkups;
    this.installation = installation;
    this.sources = sources;
    this.moments = moments;
  }

  Overview read(String search, StoryPage.@Nullable Position after) {
    StoryFilter filter =
        search.isBlank()
            ? StoryFilter.all()
            : new StoryFilter(null, null, search.strip(), null, null);
    StoryPage page = this.stories.page(filter, after, STORIES);
    Map<ChannelId, Map<DeliveryState, Long>> counts = this.deliveries.counts();
    List<ChannelId> columns = columns();
    return new Overview(
        this.installation.heldBecause().orElse(null),
        doubts(),
        cards(counts),
        failingSources(),
        columns.stream().map(ChannelId::value).toList(),
        page.stories().stream().map(story -> row(story, columns)).toList(),
        page.next() == null ? null : page.next().toString(),
        search);
  }

  private List<ChannelId> columns() {
    Set<ChannelId> columns = new TreeSet<>(this.channels.off().keySet());
    this.channels.open().stream().map(Channel::id).forEach(columns::add);
    return List.copyOf(columns);
  }

  private List<Doubt> doubts() {
    return this.deliveries
        .page(DeliveryFilter.in(Set.of(DeliveryState.UNCLEAR), MOST_DOUBTS))
        .stream()
        .map(
            it ->
                new Doubt(
                    it.id().toString(),
                    it.story().toString(),
                    it.digestTitle()
                        .or(
                            () ->
                                this.stories
                                    .find(it.story())
                                    .map(story -> story.latest().content().headline()))
                        .orElse(""),
                    it.channel().value(),
                    this.moments.of(it.committedAt() == null ? it.plannedFor() : it.committedAt()),
                    it.detail()))
        .toList();
  }

  private List<ChannelCard> cards(Map<ChannelId, Map<DeliveryState, Long>> counts) {
    return Stream.concat(
            this.channels.off().entrySet().stream()
                .map(it -> off(it.getKey(), it.getValue(), counts)),
            this.channels.open().stream().map(it -> card(it, counts)))
        .sorted((one, other) -> Boolean.compare(other.isStopped(), one.isStopped()))
        .toList();
  }

  private ChannelCard card(Channel channel, Map<ChannelId, Map<DeliveryState, Long>> counts) {
    AccountState state = this.accounts.of(channel.id());
    Map<DeliveryState, Long> count = counts.getOrDefault(channel.id(), Map.of());
    String standing =
        state.pausedBy() != null ? "Paused" : state.closedReason() != null ? "Closed" : "Open";
    return new ChannelCard(
        channel.id().value(),
        channel.profile().name(),
        standing,
        switch (standing) {
          case "Open" -> "good";
          case "Paused" -> "warn";
          default -> "bad";
        },
        state.held().orElse(null),
        this.moments.ofNullable(state.quietUntil()),
        channel.isForTests(),
        channel.rehearsal(),
        this.connecting.isOffered(channel.id()),
        this.spent.of(channel).orElse(null),
        found(channel.id()),
        count.getOrDefault(DeliveryState.PUBLISHED, 0L),
        waiting(count),
        count.getOrDefault(DeliveryState.UNCLEAR, 0L));
  }

  private List<Found> found(ChannelId channel) {
    return this.checkups
        .last(channel)
        .map(CheckedAccount::checkup)
        .map(
            it ->
                Stream.of(
                        new Found("bad", "✕ Bad", it.subjects(Verdict.BAD)),
                        new Found("warn", "! Look", it.subjects(Verdict.WARNING)))
                    .filter(found -> !found.subjects().isEmpty())
                    .toList())
        .orElse(List.of());
  }

  private ChannelCard off(
      ChannelId id, String why, Map<ChannelId, Map<DeliveryState, Long>> counts) {
    Map<DeliveryState, Long> count = counts.getOrDefault(id, Map.of());
    return new ChannelCard(
        id.value(),
        "",
        "Off",
        "bad",
        why,
        null,
        false,
        false,
        this.connecting.isOffered(id),
        null,
        List.of(),
        count.getOrDefault(DeliveryState.PUBLISHED, 0L),
        waiting(count),
        count.getOrDefault(DeliveryState.UNCLEAR, 0L));
  }

  private static long waiting(Map<DeliveryState, Long> count) {
    return WAITING.stream().mapToLong(state -> count.getOrDefault(state, 0L)).sum();
  }

  private List<FailingSource> failingSources() {
    return this.sources.statuses().stream()
        .filter(it -> it.enabled() && it.lastError() != null)
        .map(this::failing)
        .toList();
  }

  private FailingSource failing(SourceStatus source) {
    return new FailingSource(
        source.name(),
        source.address().toString(),
        source.failures(),
        String.valueOf(source.lastError()),
        this.moments.ofNullable(source.lastSuccess()));
  }

  private Row row(Story story, List<ChannelId> columns) {
    List<Delivery> all =
        this.deliveries.ofStory(story.id()).stream()
            .filter(it -> it.digestTitle().isEmpty())
            .toList();
    List<Cell> cells = new ArrayList<>();
    columns.forEach(channel -> cells.add(cell(channel, all)));
    return new Row(
        story.id().toString(),
        story.latest().content().headline(),
        story.latest().content().sections().stream().findFirst().orElse(""),
        this.moments.of(story.firstSeenAt()),
        story.isWithdrawn(),
        story.held(),
        cells);
  }

  /** The latest delivery stands for the others; rehearsals and digests are shown with the story. */
  private Cell cell(ChannelId channel, List<Delivery> all) {
    List<Delivery> here =
        all.stream().filter(it -> it.channel().equals(channel) && !it.rehearsal()).toList();
    if (here.isEmpty()) {
      return new Cell(
          channel.value(), null, null, null, 0, this.channels.find(channel).isPresent());
    }
    Delivery latest = here.getLast();
    return new Cell(
        channel.value(),
        StateBadge.of(latest.state()),
        latest.id().toString(),
        latest.state() == DeliveryState.PUBLISHED
            ? this.parts.receipt(latest.id()).map(it -> Links.web(it.address())).orElse(null)
            : null,
        here.size() - 1,
        false);
  }
}
