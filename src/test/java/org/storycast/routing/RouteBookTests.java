// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.routing.RoutingFixture.NOON;
import static org.storycast.routing.RoutingFixture.channel;
import static org.storycast.routing.RoutingFixture.route;
import static org.storycast.routing.RoutingFixture.story;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;

@ExtendWith(OutputCaptureExtension.class)
class RouteBookTests {

  private final Channels channels = RoutingFixture.channels(channel("pigeon"), channel("owl"));

  private RouteBook book(RoutingProperties.RouteSettings... routes) {
    return new RouteBook(this.channels, RoutingFixture.settings(ZoneOffset.UTC, routes));
  }

  @Test
  void switchesOffOnlyTheRouteThatNamesAnUnknownChannel(CapturedOutput output) {
    RouteBook book =
        book(route("morning", null, null, "pigeon", "parrot"), route("all", null, null, "owl"));
    book.afterSingletonsInstantiated();
    assertThat(book.problems())
        .containsExactly(
            new RouteProblems.Problem(
                "morning",
                "there is no channel \"parrot\"; connect it, or name one of [owl, pigeon]"));
    assertThat(output).contains("Route is off", "morning", "parrot");
    assertThat(new RouteRouting(book, this.channels).assign(story(), NOON))
        .containsExactly(new Assignment(new ChannelId("owl"), NOON));
  }

  @Test
  void switchesTheRouteOnOnceTheChannelIsConnected() {
    RouteBook book = book(route("morning", null, null, "parrot"));
    this.channels.connect(channel("parrot"));
    assertThat(book.problems()).isEmpty();
    assertThat(book.routes()).hasSize(1);
  }

  @Test
  void knowsChannelsThatAreOff() {
    this.channels.switchOff(new ChannelId("owl"), "broken");
    assertThat(book(route("all", null, null, "owl")).problems()).isEmpty();
  }

  @Test
  void sendsNothingWhenAllRoutesAreOff() {
    RouteBook book = book(route("morning", null, null, "parrot"));
    assertThat(new RouteRouting(book, this.channels).assign(story(), NOON)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at 5      |             |       | owl   | cron "at 5" is malformed
                    | 22:00       |       | owl   | quiet-hours are two times such as 22:00-07:00
                    | 10pm-7am    |       | owl   | quiet-hours are two times such as 22:00-07:00
          0 0 9 * * * |           | true  | owl   | both at-once and cron
                    |             | false | owl   | not at once and has no cron
                    |             |       | O W L | A channel's name is
                    |             |       |       | it has no channels
          """)
  void saysWhatIsWrong(String cron, String quietHours, Boolean atOnce, String channel, String why) {
    RoutingProperties.RouteSettings settings =
        new RoutingProperties.RouteSettings(
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            channel == null ? List.of() : List.of(channel),
            atOnce,
            cron,
            quietHours,
            null);
    assertThat(book(settings).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.route()).isEqualTo("route 1");
              assertThat(problem.why()).contains(why);
            });
  }

  @Test
  void saysWhenAChannelsZoneIsNone() {
    this.channels.connect(channel("owl", Map.of("zone", "Asia/Almati")));
    RouteBook book = book(route("all", null, null, "owl"));
    assertThat(book.problems())
        .singleElement()
        .satisfies(it -> assertThat(it.why()).contains("owl", "Asia/Almati"));
    assertThat(book.zoneOf(new ChannelId("owl"))).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void readsTheSettingsOfTheOperator() {
    MapConfigurationPropertySource source =
        new MapConfigurationPropertySource(
            Map.of(
                "storycast.newsroom.zone", "Asia/Almaty",
                "storycast.routing.stale-after", "6h",
                "storycast.routes[0].name", "morning",
                "storycast.routes[0].channels", "owl, pigeon",
                "storycast.routes[0].cron", "0 0 9 * * MON-FRI",
                "storycast.routes[0].quiet-hours", "22:00-07:00",
                "storycast.routes[1].channels", "owl",
                "storycast.routes[1].at-once", "true",
                "storycast.routes[1].stale-after", "90m"));
    RoutingProperties properties =
        new Binder(
                List.of(source),
                null,
                (org.springframework.core.convert.ConversionService)
                    ApplicationConversionService.getSharedInstance(),
                null)
            .bindOrCreate("storycast", Bindable.of(RoutingProperties.class));
    RouteBook book = new RouteBook(this.channels, properties);
    assertThat(book.problems()).isEmpty();
    assertThat(book.zoneOf(new ChannelId("owl"))).isEqualTo(ZoneId.of("Asia/Almaty"));
    assertThat(book.routes())
        .extracting(Route::staleAfter)
        .containsExactly(Duration.ofHours(6), Duration.ofMinutes(90));
    assertThat(book.routes().getFirst().channels()).hasSize(2);
  }
}
