// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.DigestRhythm;
import org.storycast.story.Story;

/**
 * Routes by the newsroom's {@link RouteBook}. Where several routes bring a story to one channel,
 * the earliest moment counts, and what one of them allows is allowed.
 */
@Component
class RouteRouting implements Routing {

  private final RouteBook book;
  private final Channels channels;

  RouteRouting(RouteBook book, Channels channels) {
    this.book = book;
    this.channels = channels;
  }

  @Override
  public List<Assignment> assign(Story story, Instant now) {
    if (story.held() || story.isWithdrawn()) {
      return List.of();
    }
    Instant from = later(now, story.latest().content().embargoedUntil());
    SortedMap<ChannelId, Instant> moments = new TreeMap<>();
    for (ChannelId channel : this.channels.routed()) {
      ZoneId zone = this.book.zoneOf(channel);
      for (Route route : routesOf(story, channel)) {
        moments.merge(channel, route.firstMoment(from, zone), RouteRouting::earlier);
      }
    }
    return moments.entrySet().stream()
        .map(moment -> new Assignment(moment.getKey(), moment.getValue()))
        .toList();
  }

  @Override
  public Verdict verdict(Story story, ChannelId channel, Instant plannedFor, Instant now) {
    if (story.isWithdrawn()) {
      return new Verdict.Withdrawn("The newsroom has withdrawn the story");
    }
    Instant embargo = story.latest().content().embargoedUntil();
    if (embargo != null && now.isBefore(embargo)) {
      return new Verdict.Wait(embargo, "The story is under embargo until " + embargo);
    }
    List<Route> routes = routesOf(story, channel);
    Duration staleAfter = staleAfter(routes);
    Instant due = later(plannedFor, embargo);
    if (now.isAfter(due.plus(staleAfter))) {
      return new Verdict.TooLate(
          "It was due at %s and is stale after %s".formatted(due, staleAfter));
    }
    return quietOrSend(routes, now, this.book.zoneOf(channel));
  }

  @Override
  public Optional<DigestTime> lastDigestTime(ChannelId channel, DigestRhythm rhythm, Instant now) {
    ZoneId zone = this.book.zoneOf(channel);
    return this.channels
        .find(channel)
        .flatMap(open -> Optional.ofNullable(open.digests().times().get(rhythm)))
        .flatMap(times -> SetTimes.last(times, now, zone))
        .map(local -> new DigestTime(local.atZone(zone).toInstant(), local));
  }

  @Override
  public Verdict digestVerdict(ChannelId channel, Instant plannedFor, Instant now) {
    List<Route> routes =
        this.book.routes().stream().filter(route -> route.reaches(channel)).toList();
    Duration staleAfter = staleAfter(routes);
    if (now.isAfter(plannedFor.plus(staleAfter))) {
      return new Verdict.TooLate(
          "It was due at %s and is stale after %s".formatted(plannedFor, staleAfter));
    }
    ZoneId zone = this.book.zoneOf(channel);
    boolean setWhileQuiet = quietOrSend(routes, plannedFor, zone) instanceof Verdict.Wait;
    return setWhileQuiet ? new Verdict.Send() : quietOrSend(routes, now, zone);
  }

  private Duration staleAfter(List<Route> routes) {
    return routes.stream()
        .map(Route::staleAfter)
        .max(Comparator.naturalOrder())
        .orElse(this.book.staleAfter());
  }

  private static Verdict quietOrSend(List<Route> routes, Instant now, ZoneId zone) {
    Instant loud =
        routes.stream()
            .map(route -> route.loud(now, zone))
            .min(Comparator.naturalOrder())
            .orElse(now);
    return loud.isAfter(now)
        ? new Verdict.Wait(loud, "The channel has quiet hours until " + loud)
        : new Verdict.Send();
  }

  private List<Route> routesOf(Story story, ChannelId channel) {
    return this.book.routes().stream()
        .filter(route -> route.reaches(channel) && route.takes(story))
        .toList();
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
