// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.storycast.routing.RoutingFixture.channel;
import static org.storycast.routing.RoutingFixture.channels;
import static org.storycast.routing.RoutingFixture.route;
import static org.storycast.routing.RoutingFixture.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.storycast.channel.ChannelId;
import org.storycast.channel.Channels;
import org.storycast.channel.DigestRhythm;

/** When digests come, by the clock on the wall. */
class DigestTimesTests {

  private static final ChannelId OWL = new ChannelId("owl");

  private static Routing routing(
      String cron,
      String newsroomZone,
      Map<String, String> more,
      RoutingProperties.RouteSettings... routes) {
    Map<String, String> all = new HashMap<>(Map.of("digests.daily", cron));
    all.putAll(more);
    Channels channels = channels(channel("owl", all));
    return new RouteRouting(
        new RouteBook(channels, settings(ZoneId.of(newsroomZone), routes)), channels);
  }

  private static Optional<DigestTime> last(Routing routing, String now) {
    return routing.lastDigestTime(OWL, DigestRhythm.DAILY, Instant.parse(now));
  }

  @ParameterizedTest(name = "{0} in {1} is at {3}, seen at {2}")
  @CsvSource({
    "0 0 18 * * *,   Asia/Almaty,   2026-11-26T13:00:00Z, 2026-11-26T13:00:00Z, 2026-11-26T18:00",
    "0 0 18 * * *,   Asia/Almaty,   2026-11-26T12:59:59Z, 2026-11-25T13:00:00Z, 2026-11-25T18:00",
    // Almaty went from UTC+6 to UTC+5 at the end of February 2024
    "0 30 23 * * *,  Asia/Almaty,   2024-02-29T18:00:00Z, 2024-02-29T17:30:00Z, 2024-02-29T23:30",
    "0 0 6 * * *,    Asia/Almaty,   2024-03-01T01:00:00Z, 2024-03-01T01:00:00Z, 2024-03-01T06:00",
    // the hour from 2:00 is missing: it moves on by an hour
    "0 30 2 * * *,   Europe/Berlin, 2026-03-29T01:29:59Z, 2026-03-28T01:30:00Z, 2026-03-28T02:30",
    "0 30 2 * * *,   Europe/Berlin, 2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z, 2026-03-29T02:30",
    "0 30 2 * * *,   Europe/Berlin, 2026-03-30T00:30:00Z, 2026-03-30T00:30:00Z, 2026-03-30T02:30",
    // the hour from 2:00 comes twice: the first counts
    "0 30 2 * * *,   Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z, 2026-10-25T02:30",
    "0 30 2 * * *,   Europe/Berlin, 2026-10-25T01:31:00Z, 2026-10-25T00:30:00Z, 2026-10-25T02:30",
    "0 0 18 * * *,   Europe/Berlin, 2026-10-25T17:00:00Z, 2026-10-25T17:00:00Z, 2026-10-25T18:00",
    "0 0 9 * * SUN,  Europe/Berlin, 2026-11-26T12:00:00Z, 2026-11-22T08:00:00Z, 2026-11-22T09:00",
    "0 0 9 1 * *,    Europe/Berlin, 2026-11-26T12:00:00Z, 2026-11-01T08:00:00Z, 2026-11-01T09:00"
  })
  void comeByTheWallClock(
      String cron, String zone, String now, Instant expected, LocalDateTime local) {
    assertThat(last(routing(cron, zone, Map.of()), now)).contains(new DigestTime(expected, local));
    assertThat(last(routing(cron, "UTC", Map.of("zone", zone)), now))
        .contains(new DigestTime(expected, local));
  }

  @Test
  void neverComeTwiceNorAreLeftOutWhereTheClockChanges() {
    Routing routing = routing("0 30 2 * * *", "Europe/Berlin", Map.of());
    for (String change : new String[] {"2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z"}) {
      Instant moment = Instant.parse(change);
      Instant end = moment.plus(Duration.ofDays(3));
      java.util.Set<DigestTime> seen =
          new java.util.TreeSet<>(java.util.Comparator.comparing(DigestTime::moment));
      for (; moment.isBefore(end); moment = moment.plus(Duration.ofMinutes(7))) {
        routing.lastDigestTime(OWL, DigestRhythm.DAILY, moment).ifPresent(seen::add);
      }
      assertThat(seen).hasSize(4);
    }
  }

  @Test
  void areNoneWhereNoneAreSet() {
    Routing routing = routing("0 0 18 * * *", "UTC", Map.of());
    Instant now = RoutingFixture.NOON;
    assertThat(routing.lastDigestTime(OWL, DigestRhythm.WEEKLY, now)).isEmpty();
    assertThat(routing.lastDigestTime(new ChannelId("none"), DigestRhythm.DAILY, now)).isEmpty();
  }

  @Test
  void mayLieInQuietHoursButALateOneWaits() {
    Routing routing =
        routing("0 0 6 * * *", "UTC", Map.of(), route("day", null, "22:00-07:00", "owl"));
    Instant six = Instant.parse("2026-03-10T06:00:00Z");
    assertThat(routing.digestVerdict(OWL, six, six.plusSeconds(5))).isEqualTo(new Verdict.Send());
    Instant evening = Instant.parse("2026-03-10T21:59:00Z");
    assertThat(routing.digestVerdict(OWL, evening, evening.plusSeconds(120)))
        .isInstanceOfSatisfying(
            Verdict.Wait.class, wait -> assertThat(wait.until()).isEqualTo("2026-03-11T07:00:00Z"));
  }

  @Test
  void areNotSentOnceTheyAreStale() {
    Routing routing = routing("0 0 6 * * *", "UTC", Map.of());
    Instant six = Instant.parse("2026-03-10T06:00:00Z");
    assertThat(routing.digestVerdict(OWL, six, six.plus(Duration.ofHours(25))))
        .isInstanceOf(Verdict.TooLate.class);
  }
}
