// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import org.storycast.channel.ChannelId;
import org.storycast.story.Content;
import org.storycast.story.Story;

/**
 * A rule that is well formed.
 *
 * @param name for people
 * @param conditions which stories it takes
 * @param channels which get them; empty for every open channel
 * @param times when, in the channel's zone; absent for at once
 * @param quietHours when not
 * @param staleAfter how long after its planned moment a story may still be sent
 */
record Route(
    String name,
    Conditions conditions,
    List<ChannelId> channels,
    @Nullable CronExpression times,
    @Nullable QuietHours quietHours,
    Duration staleAfter) {

  /**
   * Which stories a route takes. An empty list takes all.
   *
   * @param sources names of sources
   * @param sections names of sections
   * @param languages BCP 47 tags
   * @param tags keywords
   */
  record Conditions(
      List<String> sources, List<String> sections, List<String> languages, List<String> tags) {

    static final Conditions NONE = new Conditions(List.of(), List.of(), List.of(), List.of());

    boolean hold(Story story) {
      Content content = story.latest().content();
      return meet(this.sources, List.of(story.source()))
          && meet(this.sections, content.sections())
          && meet(this.tags, content.tags())
          && (this.languages.isEmpty()
              || this.languages.stream().anyMatch(it -> isIn(content.language(), it)));
    }

    private static boolean meet(List<String> wanted, List<String> present) {
      return wanted.isEmpty()
          || wanted.stream().anyMatch(it -> present.stream().anyMatch(it::equalsIgnoreCase));
    }

    private static boolean isIn(String language, String wanted) {
      String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
      String range = wanted.toLowerCase(Locale.ROOT).replace('_', '-');
      return tag.equals(range) || tag.startsWith(range + "-");
    }
  }

  boolean takes(Story story) {
    return this.conditions.hold(story);
  }

  boolean reaches(ChannelId channel) {
    return this.channels.isEmpty() || this.channels.contains(channel);
  }

  /** The first moment, from the given one on, at which this route sends. */
  Instant firstMoment(Instant from, ZoneId zone) {
    return this.times == null ? loud(from, zone) : slot(this.times, from, zone);
  }

  /** The moment itself or the end of the quiet hours. */
  Instant loud(Instant moment, ZoneId zone) {
    return this.quietHours == null ? moment : this.quietHours.firstLoudMoment(moment, zone);
  }

  private Instant slot(CronExpression expression, Instant from, ZoneId zone) {
    Instant set = SetTimes.first(expression, from, zone);
    return loud(set == null ? from : set, zone);
  }
}
