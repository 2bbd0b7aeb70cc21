// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.routing.RoutingFixture.NOON;
import static org.storycast.routing.RoutingFixture.channel;
import static org.storycast.routing.RoutingFixture.channels;
import static org.storycast.routing.RoutingFixture.route;
import static org.storycast.routing.RoutingFixture.settings;
import static org.storycast.routing.RoutingFixture.story;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.story.Story;

class RouteRoutingTests {

  private static final ChannelId PIGEON = new ChannelId("pigeon");
  private static final ChannelId OWL = new ChannelId("owl");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final Channels channels = channels(channel("pigeon"), channel("owl"));

  private Routing routing(RoutingProperties.RouteSettings... routes) {
    return routing(ZoneOffset.UTC, routes);
  }

  private Routing routing(ZoneId zone, RoutingProperties.RouteSettings... routes) {
    return new RouteRouting(new RouteBook(this.channels, settings(zone, routes)), this.channels);
  }

  private static Instant at(String moment) {
    return Instant.parse(moment);
  }

  @Test
  void sendsEverythingEverywhereAtOnceWithoutRoutes() {
    assertThat(routing().assign(story(), NOON))
        .containsExactlyInAnyOrder(new Assignment(PIGEON, NOON), new Assignment(OWL, NOON));
  }

  @Test
  void sendsNothingThatWasHeldOrWithdrawn() {
    assertThat(routing().assign(RoutingFixture.held(), NOON)).isEmpty();
    assertThat(routing().assign(RoutingFixture.withdrawn(), NOON)).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
  @CsvSource({
    "wire, en-GB, business, bridges, true",
    "WIRE, en, Business, Bridges, true",
    "desk, en, Business, bridges, false",
    "wire, eng, Business, bridges, false",
    "wire, kk, Business, bridges, false",
    "wire, en, Sport, bridges, false",
    "wire, en, Business, roads, false"
  })
  void takesTheStoriesThatMeetEveryCondition(
      String source, String language, String section, String tag, boolean taken) {
    Routing routing =
        routing(
            new RoutingProperties.RouteSettings(
                "narrow",
                List.of("wire"),
                List.of("City", "Business"),
                List.of("en"),
                List.of("bridges"),
                List.of("owl"),
                null,
                null,
                null,
                null));
    assertThat(routing.assign(story(source, language, section, tag), NOON))
        .isEqualTo(taken ? List.of(new Assignment(OWL, NOON)) : List.of());
  }

  @Test
  void waitsForTheNextSetTimeInTheChannelsZone() {
    this.channels.connect(channel("pigeon", Map.of("zone", "Asia/Almaty")));
    Routing routing = routing(BERLIN, route("noon", "0 0 12 * * *", null, "pigeon", "owl"));
    assertThat(routing.assign(story(), at("2026-03-10T08:00:00Z")))
        .containsExactlyInAnyOrder(
            new Assignment(PIGEON, at("2026-03-11T07:00:00Z")),
            new Assignment(OWL, at("2026-03-10T11:00:00Z")));
  }

  @Test
  void takesASetTimeThatIsNow() {
    assertThat(routing(route("noon", "0 0 12 * * *", null, "owl")).assign(story(), NOON))
        .containsExactly(new Assignment(OWL, NOON));
  }

  @Test
  void takesTheEarliestMomentOfSeveralRoutes() {
    Routing routing =
        routing(
            route("noon", "0 0 12 * * *", null, "owl"), route("nine", "0 0 9 * * *", null, "owl"));
    assertThat(routing.assign(story(), at("2026-03-10T08:00:00Z")))
        .containsExactly(new Assignment(OWL, at("2026-03-10T09:00:00Z")));
  }

  @Test
  void plansAfterTheEmbargo() {
    Instant until = at("2026-03-10T13:30:00Z");
    Story story = RoutingFixture.embargoed(until);
    assertThat(routing().assign(story, NOON)).allMatch(it -> it.notBefore().equals(until));
    assertThat(routing(route("two", "0 0 14 * * *", null, "owl")).assign(story, NOON))
        .containsExactly(new Assignment(OWL, at("2026-03-10T14:00:00Z")));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "2026-03-10T21:59:59Z, 2026-03-10T21:59:59Z",
    "2026-03-10T22:00:00Z, 2026-03-11T07:00:00Z",
    "2026-03-11T02:00:00Z, 2026-03-11T07:00:00Z",
    "2026-03-11T07:00:00Z, 2026-03-11T07:00:00Z"
  })
  void plansAfterTheQuietHours(Instant now, Instant planned) {
    assertThat(routing(route("day", null, "22:00-07:00", "owl")).assign(story(), now))
        .containsExactly(new Assignment(OWL, planned));
  }

  /** In Berlin the clock jumps from 02:00 to 03:00 on 29 March 2026. */
  @ParameterizedTest(name = "{0} after {1} → {2}")
  @CsvSource({
    "0 30 2 * * *, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "0 30 2 * * *, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    "0 0 12 * * *, 2026-03-28T12:00:00Z, 2026-03-29T10:00:00Z",
    "0 0 * * * *, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z"
  })
  void keepsSetTimesWhereAnHourIsMissing(String cron, Instant now, Instant planned) {
    assertThat(routing(BERLIN, route("set", cron, null, "owl")).assign(story(), now))
        .containsExactly(new Assignment(OWL, planned));
  }

  /** In Berlin the hour from 02:00 to 03:00 comes twice on 25 October 2026. */
  @ParameterizedTest(name = "{0} after {1} → {2}")
  @CsvSource({
    "0 30 2 * * *, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "0 30 2 * * *, 2026-10-25T00:45:00Z, 2026-10-26T01:30:00Z",
    "0 30 2 * * *, 2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z",
    "0 0 12 * * *, 2026-10-24T12:00:00Z, 2026-10-25T11:00:00Z"
  })
  void keepsSetTimesWhereAnHourComesTwice(String cron, Instant now, Instant planned) {
    assertThat(routing(BERLIN, route("set", cron, null, "owl")).assign(story(), now))
        .containsExactly(new Assignment(OWL, planned));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "2026-03-28T22:00:00Z, 2026-03-29T01:00:00Z",
    "2026-10-24T21:30:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T00:15:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T00:45:00Z, 2026-10-25T00:45:00Z",
    "2026-10-25T01:15:00Z, 2026-10-25T01:30:00Z"
  })
  void endsQuietHoursOnceWhereTheClockJumps(Instant now, Instant planned) {
    assertThat(routing(BERLIN, route("day", null, "22:30-02:30", "owl")).assign(story(), now))
        .hasSize(1)
        .allSatisfy(it -> assertThat(it.notBefore()).isAfterOrEqualTo(now))
        .extracting(Assignment::notBefore)
        .isEqualTo(List.of(planned));
  }

  @Test
  void sendsWhatMayBeSent() {
    assertThat(routing().verdict(story(), OWL, NOON, NOON)).isEqualTo(new Verdict.Send());
    assertThat(routing().verdict(story(), OWL, NOON, NOON.plus(Duration.ofHours(24))))
        .isEqualTo(new Verdict.Send());
  }

  @Test
  void waitsForTheEndOfAnEmbargo() {
    Instant until = NOON.plusSeconds(1);
    assertThat(routing().verdict(RoutingFixture.embargoed(until), OWL, NOON, NOON))
        .isInstanceOfSatisfying(
            Verdict.Wait.class, wait -> assertThat(wait.until()).isEqualTo(until));
    assertThat(routing().verdict(RoutingFixture.embargoed(until), OWL, NOON, until))
        .isEqualTo(new Verdict.Send());
  }

  @Test
  void neverSendsWhatWasWithdrawn() {
    assertThat(routing().verdict(RoutingFixture.withdrawn(), OWL, NOON, NOON))
        .isInstanceOf(Verdict.Withdrawn.class);
  }

  @Test
  void neverSendsWhatIsStale() {
    assertThat(
            routing().verdict(story(), OWL, NOON, NOON.plus(Duration.ofHours(24)).plusSeconds(1)))
        .isInstanceOfSatisfying(
            Verdict.TooLate.class, late -> assertThat(late.why()).contains("PT24H"));
  }

  @Test
  void countsStalenessFromTheEndOfTheEmbargo() {
    Instant until = NOON.plus(Duration.ofDays(3));
    assertThat(routing().verdict(RoutingFixture.embargoed(until), OWL, NOON, until))
        .isEqualTo(new Verdict.Send());
  }

  @Test
  void letsARouteSayWhenItsStoriesAreStale() {
    Routing routing =
        routing(
            new RoutingProperties.RouteSettings(
                "quick",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("owl"),
                true,
                null,
                null,
                Duration.ofHours(1)));
    assertThat(routing.verdict(story(), OWL, NOON, NOON.plus(Duration.ofMinutes(61))))
        .isInstanceOf(Verdict.TooLate.class);
    assertThat(routing.verdict(story(), PIGEON, NOON, NOON.plus(Duration.ofMinutes(61))))
        .isEqualTo(new Verdict.Send());
  }

  @Test
  void waitsForTheEndOfQuietHours() {
    Instant night = at("2026-03-10T23:00:00Z");
    assertThat(
            routing(route("day", null, "22:00-07:00", "owl")).verdict(story(), OWL, night, night))
        .isInstanceOfSatisfying(
            Verdict.Wait.class,
            wait -> assertThat(wait.until()).isEqualTo(at("2026-03-11T07:00:00Z")));
  }

  @Test
  void isLoudWhereOneRouteIs() {
    Instant night = at("2026-03-10T23:00:00Z");
    Routing routing =
        routing(route("day", null, "22:00-07:00", "owl"), route("always", null, null, "owl"));
    assertThat(routing.verdict(story(), OWL, night, night)).isEqualTo(new Verdict.Send());
  }
}
