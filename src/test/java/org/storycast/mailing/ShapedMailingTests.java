// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.EmailSimulator.Step;
import org.storycast.simulator.Mishap;
import org.storycast.simulator.ReceivedMail;

/** The whole sender at a pace: everybody gets a copy once, and nobody's provider gets too many. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ShapedMailingTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final int READERS = 40;
  private static final int MOST_ROUNDS = 2000;
  private static final List<String> DEFERRALS =
      List.of("421 4.7.0 Slow", "451 4.7.1 Later", "454 4.7.0 Throttled");

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(NOON);
  private final EmailSimulator relay = new EmailSimulator(this.clock);

  ShapedMailingTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void sendsAProviderNoMoreThanItsRate() {
    MailingFixture desk = opened(Map.of("shaping.rates.[example.org]", "2"));
    sendUntilSettled(desk, Duration.ofSeconds(1));
    Map<Instant, Long> bySecond =
        this.relay.mails().stream()
            .collect(Collectors.groupingBy(ReceivedMail::at, TreeMap::new, Collectors.counting()));
    assertThat(bySecond.values()).allMatch(mails -> mails <= 2);
    assertThat(this.clock.instant()).isBefore(NOON.plusSeconds(60));
    everybodyHasOne();
  }

  @Test
  void deliversToAllWhileHalfOfTheRepliesAreDeferrals() {
    MailingFixture desk = opened(Map.of());
    for (int round = 0; round < READERS; round++) {
      this.relay.next(Step.RCPT, new Mishap.Answer(DEFERRALS.get(round % DEFERRALS.size())));
      this.relay.next(Step.RCPT, new Mishap.Meanwhile(() -> {}));
    }
    sendUntilSettled(desk, Duration.ofSeconds(20));
    everybodyHasOne();
  }

  @Test
  void sendsADayWhatThePlanAllows() {
    MailingFixture desk =
        opened(
            Map.of(
                "warm-up.from", "2026-11-20",
                "warm-up.first-day", "15",
                "warm-up.last-day", "30",
                "warm-up.days", "2",
                "deadline", "7d"));
    desk.runDue();
    desk.runDue();
    assertThat(this.relay.mails()).hasSize(15);
    desk.letTimePass(Duration.ofDays(1));
    desk.runDue();
    everybodyHasOne();
  }

  private MailingFixture opened(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("connections", "3");
    MailingFixture desk = new MailingFixture(this.source, this.clock, this.relay.port(), all);
    ManyReaders.add(desk.jdbc(), READERS);
    desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
    return desk;
  }

  private static void sendUntilSettled(MailingFixture desk, Duration step) {
    for (int round = 0; round < MOST_ROUNDS && !isSettled(desk); round++) {
      desk.runDue();
      desk.letTimePass(step);
    }
    assertThat(isSettled(desk)).isTrue();
  }

  private static boolean isSettled(MailingFixture desk) {
    return desk.mailings().progress("key").orElseThrow().settled();
  }

  private void everybodyHasOne() {
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .hasSize(READERS)
        .doesNotHaveDuplicates();
  }
}
