// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.delivery.Spending;

/** What Prometheus sees of money: spent, allowed, and the posts that wait for the next budget. */
@Component
class SpendingMeters {

  private final Channels channels;
  private final Spending spending;
  private final MultiGauge spent;
  private final MultiGauge budgets;
  private final MultiGauge waiting;

  SpendingMeters(MeterRegistry registry, Channels channels, Spending spending) {
    this.channels = channels;
    this.spending = spending;
    this.spent =
        MultiGauge.builder("storycast.channel.spent")
            .description("What a channel has cost in the day or month, by its own clock")
            .register(registry);
    this.budgets =
        MultiGauge.builder("storycast.channel.budget")
            .description("The most that a channel may cost in the day or month")
            .register(registry);
    this.waiting =
        MultiGauge.builder("storycast.channel.budget.waiting")
            .description("Deliveries that wait for the next day's or month's budget")
            .register(registry);
  }

  /** Counts every few seconds, not at every scrape. */
  @Scheduled(fixedDelay = 10_000)
  void count() {
    List<Row<?>> spent = new ArrayList<>();
    List<Row<?>> budgets = new ArrayList<>();
    List<Row<?>> waiting = new ArrayList<>();
    for (Channel channel : this.channels.open()) {
      this.spending
          .of(channel)
          .ifPresent(
              it -> {
                Tags tags =
                    Tags.of("channel", channel.id().value(), "currency", it.currency().toString());
                add(spent, tags, "day", it.today());
                add(spent, tags, "month", it.thisMonth());
                add(budgets, tags, "day", it.daily());
                add(budgets, tags, "month", it.monthly());
                waiting.add(Row.of(Tags.of("channel", channel.id().value()), it.waiting()));
              });
    }
    this.spent.register(spent, true);
    this.budgets.register(budgets, true);
    this.waiting.register(waiting, true);
  }

  private static void add(
      List<Row<?>> rows, Tags tags, String period, @Nullable BigDecimal amount) {
    if (amount != null) {
      rows.add(Row.of(tags.and("period", period), amount));
    }
  }
}
