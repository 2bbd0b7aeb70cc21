// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.intake.SourcesProperties.SourceSettings;
import org.storycast.outbound.Fetched;
import org.storycast.outbound.GuardedFetcher;
import tools.jackson.databind.JsonNode;

/** Reads what a source has, page by page where it has pages. */
@Component
final class Harvester {

  private static final int MAX_BYTES = 20_000_000;
  private static final int MAX_PAGES = 200;

  /** Well within a claim, so that no other instance pages at the same time. */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

  /** Posts that were changed while we paged may have slipped behind our back. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  private static final String ACCEPT =
      "application/rss+xml, application/atom+xml, application/feed+json, application/json;q=0.9,"
          + " application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

  private final GuardedFetcher fetcher;
  private final Clock clock;

  Harvester(GuardedFetcher fetcher, Clock clock) {
    this.fetcher = fetcher;
    this.clock = clock;
  }

  Harvest look(SourceSettings settings, SourceState state) {
    if (settings.kind() == SourceKind.WORDPRESS) {
      return posts(settings, state);
    }
    Fetched fetched = this.fetcher.fetch(settings.address(), conditions(state), MAX_BYTES);
    return switch (fetched) {
      case Fetched.Refused refused -> new Harvest.Lost(refused.why(), null);
      case Fetched.Failed failed -> new Harvest.Lost(failed.why(), null);
      case Fetched.Answer answer when answer.status() == 304 -> new Harvest.Same();
      case Fetched.Answer answer when answer.status() != 200 -> lost(answer);
      case Fetched.Answer answer -> read(settings, state, answer);
    };
  }

  private static Map<String, String> conditions(SourceState state) {
    Map<String, String> headers = new HashMap<>(Map.of("Accept", ACCEPT));
    if (state.etag() instanceof String etag) {
      headers.put("If-None-Match", etag);
    }
    if (state.lastModified() instanceof String lastModified) {
      headers.put("If-Modified-Since", lastModified);
    }
    return headers;
  }

  private Harvest read(SourceSettings settings, SourceState state, Fetched.Answer answer) {
    try {
      Feeds feed = Feeds.read(answer, settings.kind());
      return feed.kind() == SourceKind.WORDPRESS
          ? posts(settings, state)
          : new Harvest.Read(
              feed.items().reversed(),
              answer.header("etag").filter(it -> it.length() <= 1000).orElse(null),
              answer.header("last-modified").filter(it -> it.length() <= 200).orElse(null),
              null);
    } catch (UnreadableFeedException unreadable) {
      return new Harvest.Lost(unreadable.problem(), null);
    }
  }

  /**
   * Every post that was changed since the last look, over as many pages as it takes; at the first
   * look those within the age limit.
   */
  private Harvest posts(SourceSettings settings, SourceState state) {
    Instant seen = state.seenUntil();
    Instant since =
        seen == null ? this.clock.instant().minus(settings.ageLimit()) : seen.minus(OVERLAP);
    List<Item> items = new ArrayList<>();
    Instant newest = seen;
    Instant end = this.clock.instant().plus(LONGEST_LOOK);
    for (int page = 1; page <= MAX_PAGES && this.clock.instant().isBefore(end); page++) {
      URI address = WordPressPosts.page(settings.address(), page);
      Fetched fetched =
          this.fetcher.fetch(address, Map.of("Accept", "application/json"), MAX_BYTES);
      Page read = page(fetched, page);
      if (read.lost() != null) {
        return read.lost();
      }
      items.addAll(read.items());
      newest = later(newest, WordPressPosts.newestChange(read.posts()).orElse(null));
      Optional<Instant> oldest = WordPressPosts.oldestChange(read.posts());
      if (read.last() || oldest.isEmpty() || oldest.get().isBefore(since)) {
        return new Harvest.Read(items.reversed(), null, null, newest);
      }
    }
    return new Harvest.Lost(
        "There are too many posts since %s, or they come too slowly; set a shorter age-limit"
            .formatted(since),
        null);
  }

  private Page page(Fetched fetched, int number) {
    return switch (fetched) {
      case Fetched.Refused refused -> Page.none(new Harvest.Lost(refused.why(), null));
      case Fetched.Failed failed -> Page.none(new Harvest.Lost(failed.why(), null));
      case Fetched.Answer answer when answer.status() == 400 && number > 1 -> Page.end();
      case Fetched.Answer answer when answer.status() != 200 -> Page.none(lost(answer));
      case Fetched.Answer answer -> Page.read(answer, number);
    };
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private Harvest.Lost lost(Fetched.Answer answer) {
    Instant now = this.clock.instant();
    Instant notBefore =
        answer
            .header("retry-after")
            .map(String::strip)
            .flatMap(
                it ->
                    it.matches("\\d{1,9}")
                        ? Optional.of(now.plusSeconds(Long.parseLong(it)))
                        : FeedDates.parse(it))
            .filter(it -> it.isBefore(now.plus(LONGEST_WAIT)))
            .orElse(null);
    return new Harvest.Lost("The source answered with status " + answer.status(), notBefore);
  }

  /** One page of posts. */
  private record Page(List<Item> items, JsonNode posts, boolean last, Harvest.@Nullable Lost lost) {

    private static final JsonNode NOTHING = tools.jackson.databind.node.MissingNode.getInstance();

    static Page none(Harvest.Lost lost) {
      return new Page(List.of(), NOTHING, true, lost);
    }

    static Page end() {
      return new Page(List.of(), NOTHING, true, null);
    }

    static Page read(Fetched.Answer answer, int number) {
      try {
        Feeds feed = Feeds.read(answer, SourceKind.WORDPRESS);
        JsonNode posts = feed.json() == null ? NOTHING : feed.json();
        String pages = answer.header("x-wp-totalpages").orElse("");
        boolean last =
            pages.matches("\\d{1,9}")
                ? number >= Integer.parseInt(pages)
                : posts.size() < WordPressPosts.PER_PAGE;
        return new Page(feed.items(), posts, last || posts.isEmpty(), null);
      } catch (UnreadableFeedException unreadable) {
        return none(new Harvest.Lost(unreadable.problem(), null));
      }
    }
  }
}
