// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;
import org.storycast.channel.Channel;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;

/** The newsroom's routes. One with a mistake is off and says why; the others work. */
@Component
class RouteBook implements RouteProblems, ChannelZones, SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(RouteBook.class);

  private final Channels channels;
  private final RoutingProperties properties;
  private final List<Route> wellFormed = new ArrayList<>();
  private final List<Problem> malformed = new ArrayList<>();

  RouteBook(Channels channels, RoutingProperties properties) {
    this.channels = channels;
    this.properties = properties;
    for (RoutingProperties.RouteSettings settings : properties.routes()) {
      String name =
          settings.name().isBlank()
              ? "route " + (properties.routes().indexOf(settings) + 1)
              : settings.name();
      try {
        this.wellFormed.add(route(name, settings));
      } catch (IllegalArgumentException mistake) {
        this.malformed.add(new Problem(name, String.valueOf(mistake.getMessage())));
      }
    }
  }

  @Override
  public void afterSingletonsInstantiated() {
    problems()
        .forEach(
            problem ->
                log.atError()
                    .addKeyValue("route", problem.route())
                    .addKeyValue("reason", problem.why())
                    .log("Route is off"));
  }

  /** The routes that work now. A newsroom that has configured none has one for everything. */
  List<Route> routes() {
    return this.properties.routes().isEmpty()
        ? List.of(everythingEverywhere())
        : this.wellFormed.stream().filter(route -> problemOf(route).isEmpty()).toList();
  }

  @Override
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>(this.malformed);
    this.wellFormed.forEach(route -> problemOf(route).ifPresent(problems::add));
    return List.copyOf(problems);
  }

  @Override
  public ZoneId zoneOf(ChannelId channel) {
    return this.channels
        .find(channel)
        .flatMap(RouteBook::zoneSetting)
        .filter(RouteBook::isZone)
        .map(ZoneId::of)
        .orElse(this.properties.newsroom().zone());
  }

  /** How long after its planned moment a story may be sent where no route says otherwise. */
  Duration staleAfter() {
    return this.properties.routing().staleAfter();
  }

  private Optional<Problem> problemOf(Route route) {
    return route.channels().stream()
        .flatMap(channel -> mistakeIn(channel).stream())
        .findFirst()
        .map(why -> new Problem(route.name(), why));
  }

  private Optional<String> mistakeIn(ChannelId channel) {
    Optional<Channel> open = this.channels.find(channel);
    if (open.isEmpty() && !this.channels.off().containsKey(channel)) {
      return Optional.of(
          "there is no channel \"%s\"; connect it, or name one of %s".formatted(channel, known()));
    }
    return open.flatMap(RouteBook::zoneSetting)
        .filter(zone -> !isZone(zone))
        .map(
            zone ->
                "the channel \"%s\" has the zone \"%s\", which is none; take one such as Asia/Almaty"
                    .formatted(channel, zone));
  }

  private List<ChannelId> known() {
    List<ChannelId> known = new ArrayList<>(this.channels.off().keySet());
    this.channels.open().forEach(channel -> known.add(channel.id()));
    return known.stream().sorted().toList();
  }

  private static Optional<String> zoneSetting(Channel channel) {
    return channel.account().optionalSetting("zone");
  }

  private static boolean isZone(String text) {
    try {
      ZoneId.of(text);
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private Route everythingEverywhere() {
    return new Route("everything", Route.Conditions.NONE, List.of(), null, null, staleAfter());
  }

  private Route route(String name, RoutingProperties.RouteSettings settings) {
    if (settings.channels().isEmpty()) {
      throw new IllegalArgumentException("it has no channels; name at least one");
    }
    return new Route(
        name,
        new Route.Conditions(
            settings.sources(), settings.sections(), settings.languages(), settings.tags()),
        settings.channels().stream().map(ChannelId::new).toList(),
        times(settings),
        settings.quietHours() == null ? null : QuietHours.parse(settings.quietHours()),
        settings.staleAfter() == null ? staleAfter() : settings.staleAfter());
  }

  private static @Nullable CronExpression times(RoutingProperties.RouteSettings settings) {
    boolean atOnce = Boolean.TRUE.equals(settings.atOnce());
    if (settings.cron() == null) {
      if (Boolean.FALSE.equals(settings.atOnce())) {
        throw new IllegalArgumentException("it is not at once and has no cron; set one of them");
      }
      return null;
    }
    if (atOnce) {
      throw new IllegalArgumentException("it has both at-once and cron; keep one of them");
    }
    try {
      return CronExpression.parse(settings.cron());
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "cron \"%s\" is malformed: %s".formatted(settings.cron(), malformed.getMessage()),
          malformed);
    }
  }
}
