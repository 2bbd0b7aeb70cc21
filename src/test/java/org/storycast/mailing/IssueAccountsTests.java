// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.SuppressionReason;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.EmailSimulator.Step;
import org.storycast.simulator.Mishap;
import org.storycast.simulator.ReceivedMail;

/** Who is next, and whether the numbers add up. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class IssueAccountsTests {

  private final HikariDataSource source;
  private final EmailSimulator relay;
  private final MailingFixture desk;

  IssueAccountsTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    this.relay = new EmailSimulator(clock);
    this.desk =
        new MailingFixture(this.source, clock, this.relay.port(), Map.of("connections", "1"));
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void anUrgentIssueOvertakesOneThatIsUnderWay() {
    ManyReaders.add(this.desk.jdbc(), 600);
    open("routine", 0);
    this.relay.next(Step.DOT, new Mishap.Meanwhile(this::openUrgentForOne));
    this.desk.runDue();
    List<String> order = this.relay.mails().stream().map(ReceivedMail::recipient).toList();
    assertThat(order).hasSize(601);
    assertThat(order.get(1)).isEqualTo("kk@example.org");
  }

  private void openUrgentForOne() {
    this.desk
        .jdbc()
        .sql(
            """
            INSERT INTO reader
              (id, address, address_key, name, language, state, consent_source, added_at)
            VALUES ('00000000-0000-0000-0000-000000000001', 'kk@example.org', 'kk@example.org', '',
              'kk', 'CONFIRMED', 'a form', CURRENT_TIMESTAMP)
            """)
        .update();
    this.desk.mailings().open("urgent", Issues.anIssue(), new Recipients("kk", List.of()), 1);
    this.desk.sweeper().sweep();
  }

  @Test
  void takesRangeAfterRangeUntilEverybodyHasIt() {
    ManyReaders.add(this.desk.jdbc(), 1300);
    open("key", 0);
    this.desk.runDue();
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .doesNotHaveDuplicates()
        .hasSize(1300);
    assertThat(progress().settled()).isTrue();
    assertThat(count("mailing_range")).isZero();
    assertThat(count("mailing_retry")).isZero();
  }

  @Test
  void walksThroughManyWhoWithdrew() {
    ManyReaders.add(this.desk.jdbc(), 2500);
    open("key", 0);
    this.desk
        .jdbc()
        .sql("UPDATE reader SET state = 'UNSUBSCRIBED' WHERE address <> 'reader2500@example.org'")
        .update();
    this.desk.runDue();
    assertThat(this.relay.mails()).hasSize(1);
    assertThat(progress().count(LineState.EXCLUDED_LATE)).isEqualTo(2499);
    assertThat(progress().settled()).isTrue();
    assertThat(this.desk.replyOf("reader7@example.org")).isEqualTo("UNSUBSCRIBED");
  }

  @Test
  void writesToNobodyWhoseAddressIsSuppressedWhateverTheReaderSays() {
    ManyReaders.add(this.desk.jdbc(), 2);
    open("key", 0);
    this.desk
        .suppressions()
        .suppress(EmailAddress.parse("reader1@example.org"), SuppressionReason.COMPLAINED, "");
    this.desk.jdbc().sql("UPDATE reader SET state = 'CONFIRMED'").update();
    this.desk.runDue();
    assertThat(this.relay.mailsTo("reader1@example.org")).isEmpty();
    assertThat(this.desk.stateOf("reader1@example.org")).isEqualTo(LineState.EXCLUDED_LATE);
    assertThat(this.desk.replyOf("reader1@example.org")).isEqualTo("SUPPRESSED");
  }

  @Test
  void aCopyThatCannotBeWrittenFailsAlone() {
    ManyReaders.add(this.desk.jdbc(), 3);
    String injected = "reader2@example.org>\r\nRCPT TO:<all@example.org";
    this.desk
        .jdbc()
        .sql("UPDATE reader SET address = ? WHERE address = 'reader2@example.org'")
        .param(injected)
        .update();
    open("key", 0);
    this.desk.runDue();
    assertThat(this.desk.stateOf(injected)).isEqualTo(LineState.FAILED);
    assertThat(this.desk.replyOf(injected)).contains("cannot be written");
    assertThat(this.relay.mails()).hasSize(2);
    assertThat(progress().settled()).isTrue();
  }

  @Test
  void doesNotBeginWhenALineIsMissing() {
    ManyReaders.add(this.desk.jdbc(), 5);
    open("key", 0);
    this.desk.jdbc().sql("DELETE FROM mailing_line WHERE position = 3").update();
    this.desk.runDue();
    assertThat(this.relay.mails()).isEmpty();
    assertThat(progress().settled()).isFalse();
    assertThat(progress().problem()).contains("5 readers were frozen and 4 have a line");
  }

  @Test
  void doesNotSettleWhenALineWasChangedByHand() {
    ManyReaders.add(this.desk.jdbc(), 5);
    open("key", 0);
    this.relay.next(Step.DOT, new Mishap.Meanwhile(this::changeAnotherLine));
    this.desk.runDue();
    assertThat(progress().settled()).isFalse();
    assertThat(progress().problem()).contains("5 are SENT, and 4 were told");
  }

  private void changeAnotherLine() {
    this.desk
        .jdbc()
        .sql("UPDATE mailing_line SET state = ? WHERE position = 5")
        .param(LineState.SENT.code())
        .update();
  }

  private void open(String key, int priority) {
    this.desk.mailings().open(key, Issues.anIssue(), Issues.EVERYBODY, priority);
  }

  private Progress progress() {
    return this.desk.mailings().progress("key").orElseThrow();
  }

  private int count(String table) {
    return this.desk.jdbc().sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
  }
}
