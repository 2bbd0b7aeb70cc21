// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which channel gets which story, and when.
 *
 * @param routes in any order; without one, every open channel gets every story at once
 * @param routing what holds for all routes
 * @param newsroom where the newsroom is
 */
@ConfigurationProperties("storycast")
record RoutingProperties(
    @DefaultValue List<RouteSettings> routes,
    @DefaultValue Rules routing,
    @DefaultValue Place newsroom) {

  RoutingProperties {
    routes = List.copyOf(routes);
  }

  /**
   * What holds for all routes.
   *
   * @param staleAfter how long after its planned moment a story may still be sent
   */
  record Rules(@DefaultValue("24h") Duration staleAfter) {}

  /**
   * Where the newsroom is.
   *
   * @param zone the time zone of channels that have no {@code zone} among their settings
   */
  record Place(@DefaultValue("UTC") ZoneId zone) {}

  /**
   * One route. A condition that is empty holds for every story.
   *
   * @param name for people
   * @param sources the story came first from one of these
   * @param sections it is in one of these
   * @param languages it is in one of these; {@code en} includes {@code en-GB}
   * @param tags it has one of these
   * @param channels which get it
   * @param atOnce whether it is sent at once; that is so where there is no {@code cron}
   * @param cron the set times, in the channel's zone: second, minute, hour, day, month, weekday
   * @param quietHours when nothing is sent, in the channel's zone, such as {@code 22:00-07:00}
   * @param staleAfter how long after its planned moment a story may still be sent, if not as ever
   */
  record RouteSettings(
      @DefaultValue("") String name,
      @DefaultValue List<String> sources,
      @DefaultValue List<String> sections,
      @DefaultValue List<String> languages,
      @DefaultValue List<String> tags,
      @DefaultValue List<String> channels,
      @Nullable Boolean atOnce,
      @Nullable String cron,
      @Nullable String quietHours,
      @Nullable Duration staleAfter) {}
}
