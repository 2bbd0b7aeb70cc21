// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.ReaderId;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.mailing.IssueNumbers.FailureClass;
import org.storycast.mailing.IssueNumbers.Followed;
import org.storycast.simulator.EmailSimulator;

/** Counts what really happened to a small issue. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class NumbersTests {

  private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final HikariDataSource source;
  private final MailingFixture desk;

  NumbersTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    this.desk =
        new MailingFixture(
            this.source, this.clock, this.relay.port(), Map.of("clicks.count", "true"));
    ManyReaders.add(this.desk.jdbc(), 12);
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void countsEachReaderOnce() {
    this.desk.jdbc().sql("UPDATE reader SET state = 'UNSUBSCRIBED' WHERE name LIKE '%1_'").update();
    this.relay.refuse("reader1@example.org", "550 5.1.1 No such user");
    this.relay.refuse("reader2@example.org", "552 5.2.2 Mailbox full");
    this.relay.refuse("reader3@example.org", "550 5.7.1 Blocked");
    this.relay.refuse("reader4@example.org", "554 No");
    this.relay.refuse("reader5@example.org", "451 4.7.1 Later");
    open("https://a.example/");
    for (int round = 0; round < 10; round++) {
      this.desk.runDue();
      this.desk.letTimePass(Duration.ofMinutes(1));
    }
    this.desk.letTimePass(Duration.ofHours(13));
    this.desk.runDue();
    IssueNumbers numbers = numbers();
    assertThat(numbers.frozen()).isEqualTo(12);
    assertThat(numbers.excluded()).containsExactlyEntriesOf(Map.of("UNSUBSCRIBED", 3L));
    assertThat(numbers.accepted()).isEqualTo(4);
    assertThat(numbers.failed())
        .containsOnly(
            Map.entry(FailureClass.ADDRESS, 1L),
            Map.entry(FailureClass.MAILBOX, 1L),
            Map.entry(FailureClass.POLICY, 1L),
            Map.entry(FailureClass.REFUSED, 1L),
            Map.entry(FailureClass.TOO_LATE, 1L));
    assertThat(numbers.waiting()).isZero();
    assertThat(numbers.settled()).isTrue();
    assertThat(numbers.returned()).isEqualTo(new ReturnCounts(1, 2, 1, 0, 0));
    assertThat(
            numbers.excludedInAll()
                + numbers.waiting()
                + numbers.accepted()
                + numbers.failedInAll()
                + numbers.inDoubt())
        .isEqualTo(numbers.frozen());
  }

  @Test
  void countsClicksByLinkAndKeepsTheSumsAlone() {
    open("https://a.example/1", "https://a.example/2", "https://a.example/3");
    this.desk.runDue();
    follow(0, 1);
    this.desk.letTimePass(Duration.ofMinutes(1));
    follow(1, 1);
    follow(2, 1, 3);
    follow(3, 1, 2, 3);
    Followed before = numbers().clicks();
    assertThat(before.readers()).isEqualTo(2);
    assertThat(before.machines()).isEqualTo(2);
    assertThat(before.links())
        .containsExactly(
            new IssueNumbers.Link(1, "https://a.example/1", 2, 2),
            new IssueNumbers.Link(2, "https://a.example/2", 0, 1),
            new IssueNumbers.Link(3, "https://a.example/3", 1, 1));
    this.desk.clickFolding().fold();
    assertThat(rows()).isEqualTo(7);
    this.desk.jdbc().sql("UPDATE issue SET opened_at = opened_at - INTERVAL '31' DAY").update();
    this.desk.clickFolding().fold();
    this.desk.clickFolding().fold();
    follow(4, 1);
    assertThat(rows()).isZero();
    assertThat(numbers().clicks()).isEqualTo(before);
  }

  @Test
  void countsWhoLeftThroughTheIssueOnce() {
    IssueId issue = open("https://a.example/");
    UnsubscribeToken token = new UnsubscribeToken(new ReaderId(new UUID(1, 2)), issue);
    this.desk.numbers().unsubscribed(token);
    this.desk.numbers().unsubscribed(token);
    this.desk
        .numbers()
        .unsubscribed(new UnsubscribeToken(token.reader(), new IssueId(new UUID(0, 0))));
    assertThat(numbers().unsubscribed()).isOne();
    assertThat(this.desk.numbers().of(new IssueId(new UUID(0, 0)))).isEmpty();
  }

  private IssueId open(String... targets) {
    StringBuilder html = new StringBuilder(Markers.UNSUBSCRIBE);
    for (String target : targets) {
      html.append("<a href=\"").append(target).append("\">x</a>");
    }
    return this.desk
        .mailings()
        .open(
            "key",
            new IssueContent("s", "", html.toString(), Markers.UNSUBSCRIBE, "en"),
            Issues.EVERYBODY);
  }

  /** A reader opens these links one right after the other. */
  private void follow(int mail, int... links) {
    String html = this.relay.mails().get(mail).body("text/html");
    String token = Jsoup.parse(html).select("a").attr("href").split("/c/")[1].split("/")[0];
    for (int link : links) {
      assertThat(this.desk.clicks().follow(token, Integer.toString(link), FIREFOX)).isPresent();
    }
    this.desk.clickCounter().write();
  }

  private IssueNumbers numbers() {
    return this.desk.numbers().of(this.desk.mailings().find("key").orElseThrow()).orElseThrow();
  }

  private int rows() {
    return this.desk.jdbc().sql("SELECT COUNT(*) FROM issue_click").query(Integer.class).single();
  }
}
