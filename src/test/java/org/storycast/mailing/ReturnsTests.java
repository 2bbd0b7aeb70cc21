// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Suppression;
import org.storycast.audience.SuppressionReason;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.returns.ReturnKind;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.ReceivedMail;

/** What the relay refuses at once, and what follows, with the whole sender. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ReturnsTests {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final int READERS = 40;

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(NOON);
  private final EmailSimulator relay = new EmailSimulator(this.clock);

  ReturnsTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void suppressesAReaderWhomTheRelayDoesNotKnow() {
    MailingFixture desk = opened(Map.of());
    this.relay.refuse("reader3@example.org", "550 5.1.1 No such user here");
    desk.runDue();
    desk.consequences().draw();
    assertThat(suppression(desk, 3).reason()).isEqualTo(SuppressionReason.BOUNCED);
    assertThat(suppression(desk, 3).detail()).contains("550");
    assertThat(suppressed(desk)).isEqualTo(1);
    assertThat(desk.returns().countsOf(issue(desk))).isEqualTo(new ReturnCounts(1, 0, 0, 0, 0));
    assertThat(this.relay.mails()).hasSize(READERS - 1);
  }

  @Test
  void stopsAnIssueThatIsRefusedForPolicyAndCostsNobody() {
    MailingFixture desk = opened(Map.of("connections", "1"));
    refuseAll("550 5.7.1 Blocked by our policy");
    desk.runDue();
    desk.consequences().draw();
    assertThat(desk.brakes().stopped()).hasSize(1);
    assertThat(desk.brakes().stopped().getFirst().reason()).contains("10 copies in a row");
    assertThat(suppressed(desk)).isZero();
    assertThat(desk.returns().countsOf(issue(desk)).policy()).isEqualTo(10);
    refuseAll(null);
    desk.letTimePass(Duration.ofMinutes(10));
    desk.runDue();
    assertThat(this.relay.mails()).isEmpty();
    assertThat(desk.brakes().letGoOn(issue(desk))).isTrue();
    assertThat(desk.brakes().letGoOn(issue(desk))).isFalse();
    sendUntilSettled(desk);
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .hasSize(READERS)
        .doesNotHaveDuplicates();
    assertThat(desk.returns().countsOf(issue(desk)).bounces()).isZero();
    assertThat(desk.mailings().progress("key").orElseThrow().problem()).isNull();
  }

  @Test
  void doesNotStopAnIssueForSomeExoticHosts() {
    MailingFixture desk = opened(Map.of("connections", "1"));
    for (int number = 1; number <= 12; number++) {
      this.relay.refuse("reader" + 3 * number + "@example.org", "550 5.7.1 We take no newsletters");
    }
    desk.runDue();
    desk.runDue();
    assertThat(desk.brakes().stopped()).isEmpty();
    assertThat(this.relay.mails()).hasSize(READERS - 12);
  }

  @Test
  void stopsAnIssueOfWhichTooManyComeBack() {
    MailingFixture desk =
        opened(
            Map.of("shaping.rates.[example.org]", "1", "brake.minimum", "4", "connections", "1"));
    refuseAll("550 5.1.1 No such user here");
    for (int second = 0; second < 10; second++) {
      desk.runDue();
      desk.letTimePass(Duration.ofSeconds(1));
    }
    refuseAll(null);
    desk.brakes().look();
    assertThat(desk.brakes().stopped().getFirst().reason()).contains("unknown readers");
    desk.letTimePass(Duration.ofSeconds(5));
    desk.runDue();
    assertThat(this.relay.mails()).isEmpty();
  }

  @Test
  void endsAStoppedIssue() {
    MailingFixture desk = opened(Map.of("connections", "1"));
    refuseAll("550 5.7.1 Blocked by our policy");
    desk.runDue();
    assertThat(desk.brakes().end(issue(desk))).isTrue();
    refuseAll(null);
    desk.runDue();
    desk.runDue();
    Progress progress = desk.mailings().progress("key").orElseThrow();
    assertThat(progress.settled()).isTrue();
    assertThat(progress.count(LineState.FAILED)).isEqualTo(READERS);
    assertThat(this.relay.mails()).isEmpty();
  }

  @Test
  void suppressesAReaderWhomFiveIssuesInARowDidNotReach() {
    MailingFixture desk = desk(Map.of());
    ManyReaders.add(desk.jdbc(), 3);
    this.relay.refuse("reader1@example.org", "552 5.2.2 Mailbox full");
    for (int number = 1; number <= 5; number++) {
      this.relay.refuse("reader2@example.org", number == 3 ? null : "552 5.2.2 Mailbox full");
      desk.consequences().suppressUnreached();
      assertThat(suppressed(desk)).isZero();
      desk.mailings().open("key" + number, Issues.anIssue(), Issues.EVERYBODY);
      desk.runDue();
      this.clock.advance(Duration.ofDays(1));
    }
    this.relay.refuse("reader2@example.org", "552 5.2.2 Mailbox full");
    desk.mailings().open("key6", Issues.anIssue(), Issues.EVERYBODY);
    desk.runDue();
    desk.consequences().draw();
    desk.consequences().suppressUnreached();
    assertThat(suppression(desk, 1).detail()).contains("6 issues in a row");
    assertThat(suppressed(desk)).isEqualTo(1);
  }

  @Test
  void countsEachCopyOnceHoweverOftenItComesBack() {
    MailingFixture desk = opened(Map.of());
    desk.runDue();
    LineId line = new LineId(number(desk), 1);
    for (int time = 0; time < 3; time++) {
      desk.returnRows()
          .insert(
              new ReturnRows.Returned(
                  line,
                  desk.returnRows().readerOf(line).orElseThrow(),
                  ReturnKind.COMPLAINT,
                  0,
                  ""),
              false);
      desk.consequences().draw();
    }
    assertThat(desk.returns().countsOf(issue(desk)).complaints()).isEqualTo(1);
    assertThat(suppressed(desk)).isEqualTo(1);
  }

  private MailingFixture opened(Map<String, String> settings) {
    MailingFixture desk = desk(settings);
    ManyReaders.add(desk.jdbc(), READERS);
    desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
    return desk;
  }

  private MailingFixture desk(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("connections", "3");
    return new MailingFixture(this.source, this.clock, this.relay.port(), all);
  }

  private void refuseAll(String reply) {
    IntStream.rangeClosed(1, READERS)
        .forEach(number -> this.relay.refuse("reader" + number + "@example.org", reply));
  }

  private void sendUntilSettled(MailingFixture desk) {
    for (int round = 0; round < 50; round++) {
      desk.runDue();
      desk.letTimePass(Duration.ofSeconds(1));
    }
    assertThat(desk.mailings().progress("key").orElseThrow().settled()).isTrue();
  }

  private static IssueId issue(MailingFixture desk) {
    return desk.mailings().find("key").orElseThrow();
  }

  private static int number(MailingFixture desk) {
    return desk.jdbc().sql("SELECT number FROM issue").query(Integer.class).single();
  }

  private static Suppression suppression(MailingFixture desk, int reader) {
    return desk.suppressions()
        .find(new EmailAddress("reader" + reader + "@example.org"))
        .orElseThrow();
  }

  private static int suppressed(MailingFixture desk) {
    List<Suppression> all = desk.suppressions().page("", 1000);
    return all.size();
  }
}
