// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.storycast.channel.Channel;
import org.storycast.channel.Channels;
import org.storycast.channel.Measures;
import org.storycast.channel.Receipt;

/**
 * Asks the platforms for the numbers of what was published and keeps them, often in the first hours
 * and ever more rarely in the weeks that follow, a few at a time on each channel, so that reading
 * takes nothing from what publishing needs.
 */
@Service
public class Measurements {

  private static final Logger log = LoggerFactory.getLogger(Measurements.class);

  /** How long after the publication; what was missed while nobody ran is skipped. */
  private static final List<Duration> RHYTHM =
      List.of(
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(8),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(4),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(28));

  private static final int MOST_AT_A_TIME = 10;

  private final Channels channels;
  private final MeasurementRows rows;
  private final PublishedParts parts;
  private final Spending spending;
  private final AccountStates accounts;
  private final Installation installation;
  private final Clock clock;

  Measurements(
      Channels channels,
      MeasurementRows rows,
      PublishedParts parts,
      Spending spending,
      AccountStates accounts,
      Installation installation,
      Clock clock) {
    this.channels = channels;
    this.rows = rows;
    this.parts = parts;
    this.spending = spending;
    this.accounts = accounts;
    this.installation = installation;
    this.clock = clock;
  }

  /** What became known of a publication, oldest first. */
  public List<Measurement> of(DeliveryId delivery) {
    return this.rows.of(delivery);
  }

  /** Measures what is due. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void measureDue() {
    if (this.installation.heldBecause().isPresent()) {
      return;
    }
    for (Channel channel : this.channels.open()) {
      if (channel.isMeasured() && channel.publisher() instanceof Measures measures) {
        measure(channel, measures);
      }
    }
  }

  private void measure(Channel channel, Measures measures) {
    Instant now = this.clock.instant();
    this.rows.plan(channel.id(), now.minus(RHYTHM.getLast()), RHYTHM.getFirst());
    if (this.accounts.of(channel.id()).held().isPresent()
        || this.accounts.quietAt(channel.id(), now).isPresent()) {
      return;
    }
    for (MeasurementRows.Due due : this.rows.due(channel.id(), now, MOST_AT_A_TIME)) {
      int taken = roundsUntil(now, due.publishedAt());
      if (this.rows.claim(due, Math.max(taken, due.taken() + 1), momentOf(taken, due))) {
        measure(due.delivery(), channel, measures);
      }
    }
  }

  private static int roundsUntil(Instant now, Instant publishedAt) {
    return (int) RHYTHM.stream().filter(it -> !publishedAt.plus(it).isAfter(now)).count();
  }

  private static @Nullable Instant momentOf(int round, MeasurementRows.Due due) {
    return round < RHYTHM.size() ? due.publishedAt().plus(RHYTHM.get(round)) : null;
  }

  private void measure(DeliveryId delivery, Channel channel, Measures measures) {
    Optional<Receipt> receipt = this.parts.receipt(delivery);
    if (receipt.isEmpty()) {
      return;
    }
    Optional<Shortage> shortage = this.spending.measure(delivery, channel, receipt.get());
    if (shortage.isPresent()) {
      log.atInfo()
          .addKeyValue("delivery", delivery)
          .addKeyValue("channel", channel.id())
          .addKeyValue("why", shortage.get().why())
          .log("Numbers were left out; they are asked for again at the next turn");
      return;
    }
    read(delivery, channel, measures, receipt.get());
  }

  private void read(DeliveryId delivery, Channel channel, Measures measures, Receipt receipt) {
    try {
      Map<String, Long> counts = measures.metrics(receipt).counts();
      Instant at = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
      this.rows.store(delivery, at, counts);
    } catch (RuntimeException defect) {
      log.atWarn()
          .addKeyValue("delivery", delivery)
          .addKeyValue("channel", channel.id())
          .addKeyValue("defect", defect.getClass().getSimpleName())
          .log("Numbers can't be read; they are asked for again at the next turn");
    }
  }
}
