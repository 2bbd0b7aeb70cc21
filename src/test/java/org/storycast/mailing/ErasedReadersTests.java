// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.Consent;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReadersFixture;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.EmailSimulator.Step;
import org.storycast.simulator.Mishap;
import org.storycast.simulator.ReceivedMail;

/** Who has everything erased while an issue is under way gets no copy, and its numbers add up. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class ErasedReadersTests {

  private static final Consent WANTED = new Consent("preference page", "192.0.2.9");

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final MailingFixture desk;
  private final ReaderId anna;

  ErasedReadersTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    this.desk =
        new MailingFixture(this.source, this.clock, this.relay.port(), Map.of("connections", "1"));
    this.anna = ReadersFixture.add(this.desk.readers(), "anna@example.org", "en");
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void copyThatWaitsIsExcludedLate() {
    ReadersFixture.add(this.desk.readers(), "berta@example.org", "en");
    open();
    this.desk.requests().erase(this.anna, WANTED);
    this.desk.runDue();
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .containsExactly("berta@example.org");
    assertThat(line()).isEqualTo("8 the reader is gone");
    assertSettledWith(LineState.EXCLUDED_LATE);
  }

  @Test
  void copyThatIsTriedAgainIsExcludedLateAndItsReplyNamesNobody() {
    this.relay.next(Step.RCPT, new Mishap.Answer("450 4.2.1 <anna@example.org>: mailbox is busy"));
    open();
    this.desk.runDue();
    assertThat(line()).isEqualTo("4 450 4.2.1 <…@example.org>: mailbox is busy");
    this.desk.requests().erase(this.anna, WANTED);
    this.desk.letTimePass(Duration.ofHours(1));
    this.desk.runDue();
    assertThat(this.relay.mails()).isEmpty();
    assertThat(line()).isEqualTo("8 the reader is gone");
    assertSettledWith(LineState.EXCLUDED_LATE);
  }

  @Test
  void doubtOfAnErasedReaderIsNotSentAgain() {
    this.relay.next(Step.DOT, new Mishap.TakeThenDrop());
    open();
    this.desk.runDue();
    assertThat(line()).startsWith("6 ");
    this.desk.requests().erase(this.anna, WANTED);
    assertThat(this.desk.mailings().decideDoubts("key", true)).isEqualTo(1);
    this.desk.letTimePass(Duration.ofMinutes(1));
    this.desk.runDue();
    assertThat(line()).isEqualTo("8 the reader is gone");
  }

  @Test
  void fileNamesTheIssuesAndTheEndOfEach() {
    IssueId issue = open();
    this.desk.runDue();
    Object mailings =
        this.desk.requests().export(this.anna, WANTED).orElseThrow().further().get("mailings");
    assertThat(mailings)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(ReaderLines.Copy.class))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.issue()).isEqualTo(issue.value());
              assertThat(it.subject()).startsWith("Бюджет");
              assertThat(it.state()).isEqualTo(LineState.SENT);
              assertThat(it.replyCode()).isEqualTo(250);
              assertThat(it.attempts()).isEqualTo(1);
            });
    ReaderId berta = ReadersFixture.add(this.desk.readers(), "berta@example.org", "en");
    assertThat(this.desk.requests().export(berta, WANTED).orElseThrow().further())
        .containsEntry("mailings", List.of());
  }

  private IssueId open() {
    return this.desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
  }

  private String line() {
    return this.desk
        .jdbc()
        .sql("SELECT state || ' ' || COALESCE(reply, '') FROM mailing_line WHERE reader_id = ?")
        .param(this.anna.value())
        .query(String.class)
        .single();
  }

  /** Settled only after the lines were counted against what was frozen. */
  private void assertSettledWith(LineState state) {
    Progress progress = this.desk.mailings().progress("key").orElseThrow();
    assertThat(progress.count(state)).isEqualTo(1);
    assertThat(progress.settled()).isTrue();
    assertThat(progress.problem()).isNull();
    assertThat(progress.total()).isEqualTo(progress.count(state, LineState.SENT));
  }
}
