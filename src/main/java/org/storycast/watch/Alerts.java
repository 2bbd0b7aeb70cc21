// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.storycast.delivery.Installation;
import org.storycast.watch.AlertMessage.Item;
import org.storycast.watch.AlertMessage.News;

/**
 * Tells people about problems: once when one comes up, again while it lasts, and once when it is
 * over. What has come up together is told together.
 */
@Component
class Alerts {

  private static final Logger log = LoggerFactory.getLogger(Alerts.class);

  /** After this a claimed message counts as not sent: its process died. */
  private static final Duration CLAIM = Duration.ofSeconds(40);

  private final CurrentProblems problems;
  private final SentAlerts sent;
  private final List<AlertTarget> targets;
  private final Installation installation;
  private final AlertProperties properties;
  private final Clock clock;

  Alerts(
      CurrentProblems problems,
      SentAlerts sent,
      AlertTargets targets,
      Installation installation,
      AlertProperties properties,
      Clock clock) {
    this.problems = problems;
    this.sent = sent;
    this.targets = targets.all();
    this.installation = installation;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${storycast.alert.every:15s}", initialDelayString = "5s")
  void look() {
    if (this.targets.isEmpty()) {
      return;
    }
    Map<String, Problem> current =
        this.problems.all().stream()
            .collect(
                Collectors.toMap(
                    Problem::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    this.targets.forEach(target -> tell(target, current));
  }

  private void tell(AlertTarget target, Map<String, Problem> current) {
    Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<String, SentAlerts.Row> known =
        this.sent.of(target.name()).stream()
            .collect(Collectors.toMap(SentAlerts.Row::problem, Function.identity()));
    List<Item> items = new ArrayList<>();
    current.values().forEach(it -> addNews(target, it, known.get(it.id()), now, items));
    known.values().stream()
        .filter(row -> !current.containsKey(row.problem()))
        .forEach(row -> addEnd(target, row, now, items));
    if (!items.isEmpty()) {
      send(target, items, now);
    }
  }

  private void addNews(
      AlertTarget target,
      Problem problem,
      SentAlerts.@Nullable Row known,
      Instant now,
      List<Item> items) {
    if (known == null) {
      if (this.sent.begin(target.name(), problem, now)) {
        items.add(item(problem, News.NEW, now));
      }
      return;
    }
    Instant sentAt = known.sentAt();
    boolean isDue =
        sentAt == null
            ? isFree(known, now)
            : !now.isBefore(sentAt.plus(this.properties.repeatEvery())) && isFree(known, now);
    if (isDue && this.sent.claim(target.name(), known, now)) {
      items.add(item(problem, sentAt == null ? News.NEW : News.STILL, known.since()));
    }
  }

  private void addEnd(AlertTarget target, SentAlerts.Row row, Instant now, List<Item> items) {
    if (row.sentAt() == null) {
      if (isFree(row, now)) {
        this.sent.forget(target.name(), row.problem());
      }
      return;
    }
    boolean wasJustSent = !row.claimedAt().isAfter(row.sentAt());
    if ((wasJustSent || isFree(row, now)) && this.sent.claim(target.name(), row, now)) {
      items.add(
          new Item(row.problem(), News.OVER, row.title(), "Nothing is to be done.", row.since()));
    }
  }

  private static boolean isFree(SentAlerts.Row row, Instant now) {
    return row.claimedAt().plus(CLAIM).isBefore(now);
  }

  private static Item item(Problem problem, News news, Instant since) {
    return new Item(problem.id(), news, problem.title(), problem.detail(), since);
  }

  private void send(AlertTarget target, List<Item> items, Instant now) {
    if (!target.send(new AlertMessage(this.installation.id(), items))) {
      log.atError()
          .addKeyValue("target", target.name())
          .addKeyValue("problems", items.size())
          .log("An alert was not taken; it is sent again");
      items.forEach(item -> this.sent.release(target.name(), item.id()));
      return;
    }
    for (Item item : items) {
      if (item.news() == News.OVER) {
        this.sent.forget(target.name(), item.id());
      } else {
        this.sent.sent(target.name(), item.id(), now);
      }
    }
  }
}
