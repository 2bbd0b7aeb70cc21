// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.story.Alias;
import org.storycast.story.Content;
import org.storycast.story.Stored;
import org.storycast.story.Stories;
import org.storycast.story.Submission;

/** Looks at one source when it is due, stores what is new and notes how it went. */
@Component
final class Poller {

  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  /** After it another instance may look; a look that takes longer renews it. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

  private static final String BROKEN = "broken";

  private final SourceRows rows;
  private final Harvester harvester;
  private final StoryEditor editor;
  private final Stories stories;
  private final Clock clock;

  /** Until when the sources are ours that are being looked at. */
  private final Map<String, Instant> claims = new HashMap<>();

  Poller(SourceRows rows, Harvester harvester, StoryEditor editor, Stories stories, Clock clock) {
    this.rows = rows;
    this.harvester = harvester;
    this.editor = editor;
    this.stories = stories;
    this.clock = clock;
  }

  /** Whether a source is due and ours until {@link #poll} has looked at it. */
  boolean claim(String name, SourceSettings settings) {
    Instant now = this.clock.instant();
    if (!settings.enabled()) {
      return false;
    }
    this.rows.ensure(name, now);
    synchronized (this.claims) {
      Instant until = now.plus(LEASE);
      boolean claimed = this.rows.claim(name, now, until);
      if (claimed) {
        this.claims.put(name, until);
      }
      return claimed;
    }
  }

  /** Keeps the sources ours that are being looked at; one that another instance took is left. */
  void keepClaims() {
    synchronized (this.claims) {
      Instant until = this.clock.instant().plus(LEASE);
      this.claims.replaceAll((name, old) -> this.rows.renew(name, old, until) ? until : old);
    }
  }

  private void finish(String name, SourceState state) {
    synchronized (this.claims) {
      Instant until = this.claims.remove(name);
      if (until != null) {
        this.rows.finish(name, until, state);
      }
    }
  }

  /** Looks at a source that {@link #claim} gave us. */
  void poll(String name, SourceSettings settings) {
    SourceState before = this.rows.find(name).orElseThrow();
    SourceState after;
    try {
      Harvest harvest = this.harvester.look(settings, before);
      after = after(name, settings, before, harvest);
    } catch (RuntimeException defect) {
      LOG.atError().addKeyValue("source", name).setCause(defect).log("Source could not be read");
      after =
          failed(
              settings, before, "Could not be stored: " + defect.getClass().getSimpleName(), null);
    }
    finish(name, after);
  }

  private SourceState after(
      String name, SourceSettings settings, SourceState before, Harvest harvest) {
    return switch (harvest) {
      case Harvest.Lost lost -> {
        LOG.atWarn()
            .addKeyValue("source", name)
            .addKeyValue("failures", before.failures() + 1)
            .addKeyValue("reason", lost.why())
            .log("Source not read");
        yield failed(settings, before, lost.why(), lost.notBefore());
      }
      case Harvest.Same same ->
          succeeded(settings, before, before.etag(), before.lastModified(), before.seenUntil());
      case Harvest.Read read -> {
        int broken = store(name, settings, before, read.items());
        yield broken == 0
            ? succeeded(settings, before, read.etag(), read.lastModified(), read.seenUntil())
            : failed(settings, before, broken + " stories could not be stored; see the log", null);
      }
    };
  }

  /** How many items could not be stored; they do not keep the others from being stored. */
  private int store(String name, SourceSettings settings, SourceState before, List<Item> items) {
    Map<String, Integer> counts = new TreeMap<>();
    SharedNames shared = new SharedNames(items);
    for (Item item : items) {
      String result;
      try {
        result = store(name, settings, before, item, shared);
      } catch (RuntimeException defect) {
        LOG.atError().addKeyValue("source", name).setCause(defect).log("Story not stored");
        result = BROKEN;
      }
      counts.merge(result, 1, Integer::sum);
    }
    LOG.atInfo().addKeyValue("source", name).addKeyValue("items", counts).log("Source read");
    return counts.getOrDefault(BROKEN, 0);
  }

  private String store(
      String name, SourceSettings settings, SourceState before, Item item, SharedNames shared) {
    Optional<Content> content = this.editor.edit(mapped(item, settings), settings.language());
    if (content.isEmpty()) {
      return "empty";
    }
    boolean held = held(settings, before, content.get().publishedAt());
    Stored stored =
        this.stories.store(
            new Submission(
                name, content.get(), names(settings, item, content.get(), shared), held));
    return switch (stored) {
      case Stored.Added it -> "added";
      case Stored.Revised it -> "revised";
      case Stored.Unchanged it -> "unchanged";
    };
  }

  private static List<Alias> names(
      SourceSettings settings, Item item, Content content, SharedNames shared) {
    URI address = content.address();
    String site = WebAddress.site(address == null ? settings.address() : address);
    return Names.of(site, shared.guid(item), shared.isOwnAddress(item), content);
  }

  /** What has no date is old when a source is read for the first time, and new afterwards. */
  private boolean held(SourceSettings settings, SourceState before, @Nullable Instant publishedAt) {
    return publishedAt == null
        ? before.lastSuccess() == null
        : publishedAt.isBefore(this.clock.instant().minus(settings.ageLimit()));
  }

  private static Item mapped(Item item, SourceSettings settings) {
    Map<String, String> mapping = settings.sectionMapping();
    if (mapping.isEmpty()) {
      return item;
    }
    List<String> sections = new ArrayList<>();
    List<String> tags = new ArrayList<>(item.tags());
    for (String category : item.sections()) {
      Optional<String> section =
          mapping.entrySet().stream()
              .filter(it -> it.getKey().equalsIgnoreCase(category))
              .map(Map.Entry::getValue)
              .findFirst();
      section.ifPresentOrElse(sections::add, () -> tags.add(category));
    }
    return item.classified(
        sections.stream().distinct().toList(), tags.stream().distinct().toList());
  }

  private SourceState succeeded(
      SourceSettings settings,
      SourceState before,
      @Nullable String etag,
      @Nullable String lastModified,
      @Nullable Instant seenUntil) {
    Instant now = this.clock.instant();
    return new SourceState(next(settings, now), now, 0, null, etag, lastModified, seenUntil);
  }

  private static Instant next(SourceSettings settings, Instant now) {
    String cron = settings.cron();
    if (cron == null) {
      return now.plus(settings.every());
    }
    ZonedDateTime next = CronExpression.parse(cron).next(now.atZone(ZoneOffset.UTC));
    return next == null ? now.plus(Duration.ofDays(365)) : next.toInstant();
  }

  private SourceState failed(
      SourceSettings settings, SourceState before, String why, @Nullable Instant notBefore) {
    Instant now = this.clock.instant();
    int failures = before.failures() + 1;
    Duration wait = settings.every().multipliedBy(1L << Math.min(failures - 1, 20));
    Duration longest =
        settings.every().compareTo(LONGEST_BACK_OFF) > 0 ? settings.every() : LONGEST_BACK_OFF;
    Instant next = now.plus(wait.compareTo(longest) > 0 ? longest : wait);
    return new SourceState(
        notBefore != null && notBefore.isAfter(next) ? notBefore : next,
        before.lastSuccess(),
        failures,
        why,
        before.etag(),
        before.lastModified(),
        before.seenUntil());
  }
}
