// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.ChannelId;
import org.storycast.channel.DigestRhythm;
import org.storycast.routing.Routing;
import org.storycast.story.Content;
import org.storycast.story.Stories;
import org.storycast.story.Story;
import org.storycast.story.StoryFilter;
import org.storycast.story.StoryId;
import org.storycast.story.StoryPage;

/** Finds what is new for a channel's digest, and puts it in order. */
@Component
class DigestStories {

  /** A story may be committed a little after the moment that it bears, on another clock. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final int PAGE = 200;
  private static final Comparator<Story> NEWEST_FIRST =
      Comparator.comparing(Story::firstSeenAt)
          .reversed()
          .thenComparing(story -> story.id().toString());

  private final Stories stories;
  private final Deliveries deliveries;
  private final DigestRows rows;
  private final Routing routing;

  DigestStories(Stories stories, Deliveries deliveries, DigestRows rows, Routing routing) {
    this.stories = stories;
    this.deliveries = deliveries;
    this.rows = rows;
    this.routing = routing;
  }

  /**
   * The stories that no digest of the channel and rhythm has told, newest first: those that came
   * since, and those whose embargo ended. What is withdrawn is not among them, nor what a person
   * cancelled on the channel.
   */
  News since(Instant covered, ChannelId channel, DigestRhythm rhythm, Instant now) {
    List<Story> live = new ArrayList<>();
    List<StoryId> embargoed = new ArrayList<>();
    List<StoryId> withdrawn = new ArrayList<>();
    for (StoryId waiting : this.rows.waiting(channel, rhythm)) {
      Story story = this.stories.find(waiting).orElseThrow();
      if (story.isWithdrawn()) {
        withdrawn.add(waiting);
      } else if (!story.latest().content().isUnderEmbargoAt(now)) {
        live.add(story);
      }
    }
    for (Story story : unknown(covered.minus(OVERLAP), channel, rhythm)) {
      if (!isFor(channel, story, now)) {
        continue;
      }
      if (story.latest().content().isUnderEmbargoAt(now)) {
        embargoed.add(story.id());
      } else {
        live.add(story);
      }
    }
    live.sort(NEWEST_FIRST);
    return new News(live, embargoed, withdrawn);
  }

  private List<Story> unknown(Instant since, ChannelId channel, DigestRhythm rhythm) {
    StoryFilter filter = new StoryFilter(null, null, null, false, since);
    List<Story> unknown = new ArrayList<>();
    StoryPage.@Nullable Position from = null;
    do {
      StoryPage page = this.stories.page(filter, from, PAGE);
      Set<StoryId> known =
          this.rows.known(channel, rhythm, page.stories().stream().map(Story::id).toList());
      page.stories().stream().filter(it -> !known.contains(it.id())).forEach(unknown::add);
      from = page.next();
    } while (from != null);
    return unknown;
  }

  /** Where routes bring it, or a person sent it; not where a person cancelled it. */
  private boolean isFor(ChannelId channel, Story story, Instant now) {
    return this.deliveries
        .find(story.id(), channel, Planner.FIRST)
        .map(delivery -> delivery.state() != DeliveryState.CANCELLED && !delivery.rehearsal())
        .orElseGet(
            () ->
                this.routing.assign(story, now).stream()
                    .anyMatch(assignment -> assignment.channel().equals(channel)));
  }

  /**
   * As many as there is room for, in the order of telling: breaking ones first, then section by
   * section, that with the newest story first.
   */
  static List<Story> inOrder(List<Story> newestFirst, int most) {
    List<Story> told =
        newestFirst.stream()
            .sorted(Comparator.comparing(DigestStories::isRoutine).thenComparing(NEWEST_FIRST))
            .limit(most)
            .toList();
    Map<String, List<Story>> bySection = new LinkedHashMap<>();
    told.stream()
        .filter(DigestStories::isRoutine)
        .forEach(it -> bySection.computeIfAbsent(section(it), s -> new ArrayList<>()).add(it));
    List<Story> ordered = new ArrayList<>(told.stream().filter(it -> !isRoutine(it)).toList());
    bySection.values().forEach(ordered::addAll);
    return ordered;
  }

  private static boolean isRoutine(Story story) {
    return story.latest().content().priority() == Content.Priority.ROUTINE;
  }

  private static String section(Story story) {
    List<String> sections = story.latest().content().sections();
    return sections.isEmpty() ? "" : sections.getFirst();
  }

  /**
   * What there is for a digest.
   *
   * @param live what it can tell
   * @param embargoed what comes in a later one
   * @param withdrawn what waited in vain
   */
  record News(List<Story> live, List<StoryId> embargoed, List<StoryId> withdrawn) {

    News {
      live = List.copyOf(live);
      embargoed = List.copyOf(embargoed);
      withdrawn = List.copyOf(withdrawn);
    }
  }
}
