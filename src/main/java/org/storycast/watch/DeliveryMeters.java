// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.delivery.AccountStates;
import org.storycast.delivery.AttemptSettled;
import org.storycast.delivery.CheckedAccount;
import org.storycast.delivery.Checkups;
import org.storycast.delivery.Deliveries;
import org.storycast.delivery.Delivery;
import org.storycast.delivery.DeliveryState;
import org.storycast.delivery.Installation;
import org.storycast.intake.Sources;

/**
 * What Prometheus sees. Gauges tell of the whole database, so every instance tells the same: take
 * the maximum. Counters tell of this instance: take the sum.
 */
@Component
class DeliveryMeters {

  private final MeterRegistry registry;
  private final Deliveries deliveries;
  private final Channels channels;
  private final AccountStates accounts;
  private final Checkups checkups;
  private final CurrentProblems problems;
  private final Clock clock;
  private final MultiGauge states;
  private final MultiGauge doubts;
  private final MultiGauge open;
  private final MultiGauge oldestDoubts;
  private final MultiGauge ends;

  DeliveryMeters(
      MeterRegistry registry,
      Deliveries deliveries,
      Channels channels,
      AccountStates accounts,
      Checkups checkups,
      Installation installation,
      Sources sources,
      CurrentProblems problems,
      Clock clock) {
    this.registry = registry;
    this.deliveries = deliveries;
    this.channels = channels;
    this.accounts = accounts;
    this.checkups = checkups;
    this.problems = problems;
    this.clock = clock;
    this.states = gauges("storycast.deliveries", "Deliveries by channel and state");
    this.doubts = gauges("storycast.doubts", "Deliveries in doubt");
    this.open = gauges("storycast.channel.open", "1 where the channel sends, 0 where it does not");
    this.oldestDoubts = gauges("storycast.doubt.oldest.seconds", "Age of the oldest doubt");
    Gauge.builder(
            "storycast.sources.failing",
            sources,
            it -> it.statuses().stream().filter(CurrentProblems::isFailing).count())
        .description("Sources that fail again and again")
        .register(registry);
    this.ends =
        gauges(
            "storycast.channel.credentials.end.seconds",
            "Until the account's credentials end, where they do");
    Gauge.builder(
            "storycast.installation.held", installation, it -> it.heldBecause().isPresent() ? 1 : 0)
        .description("1 where nothing is sent until an operator confirms")
        .register(registry);
  }

  private MultiGauge gauges(String name, String description) {
    return MultiGauge.builder(name).description(description).register(this.registry);
  }

  @EventListener
  void on(AttemptSettled settled) {
    String channel = settled.channel().value();
    Counter.builder("storycast.attempts")
        .description("Ended attempts, questions and looks")
        .tag("channel", channel)
        .tag("outcome", settled.outcome().toLowerCase(Locale.ROOT))
        .tag(
            "reason",
            settled.reason() == null ? "none" : settled.reason().name().toLowerCase(Locale.ROOT))
        .register(this.registry)
        .increment();
    Duration sincePlanned = settled.sincePlanned();
    if (sincePlanned != null) {
      Timer.builder("storycast.publication.delay")
          .description("From the planned moment to the publication")
          .tag("channel", channel)
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofMillis(100))
          .maximumExpectedValue(Duration.ofHours(6))
          .register(this.registry)
          .record(sincePlanned.isNegative() ? Duration.ZERO : sincePlanned);
    }
  }

  /** Counts every few seconds, not at every scrape. */
  @Scheduled(fixedDelay = 10_000)
  void count() {
    Map<ChannelId, Map<DeliveryState, Long>> counts = this.deliveries.counts();
    this.channels.open().forEach(it -> counts.putIfAbsent(it.id(), Map.of()));
    this.channels.off().keySet().forEach(it -> counts.putIfAbsent(it, Map.of()));
    List<Row<?>> states = new ArrayList<>();
    List<Row<?>> doubts = new ArrayList<>();
    List<Row<?>> open = new ArrayList<>();
    counts.forEach(
        (channel, count) -> {
          Tags tags = Tags.of("channel", channel.value());
          for (DeliveryState state : DeliveryState.values()) {
            states.add(
                Row.of(
                    tags.and("state", state.name().toLowerCase(Locale.ROOT)),
                    count.getOrDefault(state, 0L)));
          }
          doubts.add(Row.of(tags, count.getOrDefault(DeliveryState.UNCLEAR, 0L)));
          open.add(Row.of(tags, isOpen(channel) ? 1 : 0));
        });
    this.states.register(states, true);
    this.doubts.register(doubts, true);
    this.open.register(open, true);
    this.oldestDoubts.register(ages(), true);
    this.ends.register(ends(), true);
  }

  private boolean isOpen(ChannelId channel) {
    return this.channels.find(channel).map(Channel::id).map(this.accounts::of).stream()
        .anyMatch(state -> state.held().isEmpty());
  }

  private List<Row<?>> ends() {
    List<Row<?>> ends = new ArrayList<>();
    for (CheckedAccount account : this.checkups.all()) {
      Instant end = account.checkup().endsAt();
      if (end != null) {
        Tags tags = Tags.of("channel", account.channel().value());
        ends.add(Row.of(tags, Duration.between(this.clock.instant(), end).toSeconds()));
      }
    }
    return ends;
  }

  private List<Row<?>> ages() {
    Map<String, Instant> oldest = new TreeMap<>();
    for (Delivery doubt : this.problems.doubts()) {
      Instant since = doubt.committedAt() == null ? doubt.plannedFor() : doubt.committedAt();
      oldest.merge(doubt.channel().value(), since, (a, b) -> a.isBefore(b) ? a : b);
    }
    List<Row<?>> ages = new ArrayList<>();
    oldest.forEach(
        (channel, since) ->
            ages.add(
                Row.of(
                    Tags.of("channel", channel),
                    Math.max(0, Duration.between(since, this.clock.instant()).toSeconds()))));
    return ages;
  }
}
