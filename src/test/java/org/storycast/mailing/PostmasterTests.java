// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReadersFixture;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.EmailSimulator.Step;
import org.storycast.simulator.Mishap;
import org.storycast.simulator.ReceivedMail;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class PostmasterTests {

  private static final String ANNA = "anna@example.org";
  private static final String BERTA = "berta@example.org";

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final MailingFixture desk;

  PostmasterTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    this.desk = desk(Map.of("connections", "1"));
  }

  private MailingFixture desk(Map<String, String> settings) {
    return new MailingFixture(this.source, this.clock, this.relay.port(), settings);
  }

  @AfterEach
  void stop() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void sendsEachReaderOneCopyOverFewConnections() {
    addReaders(60);
    MailingFixture four = desk(Map.of());
    open(four);
    four.runDue();
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .doesNotHaveDuplicates()
        .hasSize(60);
    assertThat(this.relay.connections()).isLessThanOrEqualTo(4);
    assertThat(progress().count(LineState.SENT)).isEqualTo(60);
    assertThat(progress().settled()).isTrue();
    assertThat(count("mailing_sender")).isZero();
  }

  @Test
  void sendsNothingWhileTheGateIsClosed() {
    addReaders(3);
    MailingFixture desk = desk(Map.of());
    open(desk);
    desk.gate().closedBecause = Optional.of("a backup was restored");
    desk.runDue();
    assertThat(this.relay.mails()).isEmpty();
    desk.gate().closedBecause = Optional.empty();
    desk.runDue();
    assertThat(this.relay.mails()).hasSize(3);
  }

  @Test
  void doubtsOnceWhatARestoredBackupMayHaveSent() {
    addReaders(3);
    MailingFixture desk = desk(Map.of());
    open(desk);
    desk.gate().doubtBefore = Optional.of(Instant.parse("2099-01-01T00:00:00Z"));
    desk.runDue();
    assertThat(this.relay.mails()).isEmpty();
    assertThat(progress().count(LineState.DOUBT)).isEqualTo(3);
  }

  @Test
  void sharesAnIssueBetweenProcesses() {
    addReaders(60);
    MailingFixture one = desk(Map.of("connections", "3"));
    MailingFixture other = desk(Map.of("connections", "3"));
    open(one);
    CompletableFuture<Void> both =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(one::runDue), CompletableFuture.runAsync(other::runDue));
    both.join();
    assertThat(this.relay.mails())
        .extracting(ReceivedMail::recipient)
        .doesNotHaveDuplicates()
        .hasSize(60);
    assertThat(progress().count(LineState.SENT)).isEqualTo(60);
  }

  @Test
  void honoursWhoWithdrewAfterTheFreeze() {
    add(ANNA, BERTA);
    open(this.desk);
    this.desk.readers().unsubscribe(idOf(ANNA), new Consent("a letter", ""));
    this.desk.runDue();
    assertThat(this.relay.mailsTo(ANNA)).isEmpty();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.EXCLUDED_LATE);
    assertThat(this.desk.stateOf(BERTA)).isEqualTo(LineState.SENT);
    assertThat(progress().settled()).isTrue();
  }

  @Test
  void triesAgainLaterWhatIsRefusedForNow() {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.refuse(ANNA, "450 4.2.0 Greylisted");
    this.desk.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.RETRYING);
    assertThat(this.desk.stateOf(BERTA)).isEqualTo(LineState.SENT);
    this.relay.refuse(ANNA, null);
    this.desk.letTimePass(Duration.ofMinutes(4));
    this.desk.runDue();
    assertThat(this.relay.mailsTo(ANNA)).isEmpty();
    this.desk.letTimePass(Duration.ofMinutes(1));
    this.desk.runDue();
    assertThat(this.relay.mailsTo(ANNA)).hasSize(1);
    assertThat(progress().settled()).isTrue();
  }

  @Test
  void givesUpOnWhoIsRefusedForGoodAndKeepsTheReply() {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.refuse(ANNA, "550 5.1.1 No such user");
    this.desk.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.FAILED);
    assertThat(this.desk.replyOf(ANNA)).isEqualTo("550 5.1.1 No such user");
    assertThat(this.desk.stateOf(BERTA)).isEqualTo(LineState.SENT);
    assertThat(this.relay.connections()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Step.class,
      names = {"CONNECT", "HELLO", "MAIL", "RCPT", "DATA"})
  void losesNobodyWhenTheConnectionBreaksBeforeTheFinalDot(Step step) {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.next(step, new Mishap.Drop());
    runUntilSettled();
    assertThat(this.relay.mailsTo(ANNA)).hasSize(1);
    assertThat(this.relay.mailsTo(BERTA)).hasSize(1);
    assertThat(progress().count(LineState.SENT)).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Step.class,
      names = {"CONNECT", "HELLO", "MAIL", "RCPT", "DATA", "DOT"})
  void comesBackWhenTheRelaySaysGoodByeAtAnyStep(Step step) {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.next(step, new Mishap.Answer("421 4.3.2 Shutting down"));
    runUntilSettled();
    assertThat(this.relay.mails()).hasSize(2);
    assertThat(progress().count(LineState.SENT)).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Step.class,
      names = {"MAIL", "RCPT", "DATA", "DOT"})
  void triesAgainWhatIsRefusedForNowAtAnyStep(Step step) {
    add(ANNA);
    open(this.desk);
    this.relay.next(step, new Mishap.Answer("451 4.3.0 Try later"));
    runUntilSettled();
    assertThat(this.relay.mailsTo(ANNA)).hasSize(1);
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.SENT);
  }

  @Test
  void blamesNoReaderWhenTheRelayRefusesTheSender() {
    add(ANNA);
    open(this.desk);
    this.relay.next(Step.MAIL, new Mishap.Answer("550 5.7.1 Sender not allowed"));
    this.desk.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.RETRYING);
    assertThat(this.desk.mailings().trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("550"));
    runUntilSettled();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.SENT);
    assertThat(this.desk.mailings().trouble()).isEmpty();
  }

  @Test
  void brakesWhenEverybodyIsRefused() {
    addReaders(60);
    open(this.desk);
    IntStream.range(0, 60)
        .forEach(index -> this.relay.refuse("reader" + index + "@example.org", "554 5.0.0 No"));
    this.desk.runDue();
    assertThat(progress().count(LineState.FAILED)).isEqualTo(20);
    assertThat(progress().count(LineState.QUEUED)).isEqualTo(40);
    this.desk.runDue();
    assertThat(progress().count(LineState.QUEUED)).isEqualTo(40);
  }

  /** The sender's system has taken the final dot already, so that nobody can know. */
  @Test
  void showsADoubtWhenTheConnectionBreaksInsideAMessageThatIsWrittenWhole() {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.next(Step.INSIDE, new Mishap.Drop());
    runUntilSettled();
    assertThat(progress().count(LineState.DOUBT)).isEqualTo(1);
    assertThat(progress().count(LineState.SENT)).isEqualTo(1);
    assertThat(this.relay.mails()).hasSize(1);
  }

  @Test
  void holdsADoubtAndNeverSendsItAgain() {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.next(Step.DOT, new Mishap.TakeThenDrop());
    runUntilSettled();
    assertThat(progress().count(LineState.DOUBT)).isEqualTo(1);
    assertThat(this.relay.mails()).hasSize(2);
  }

  @Test
  void sendsADoubtAgainAsTheSameMessageWhereItIsTold() {
    add(ANNA);
    MailingFixture resending = desk(Map.of("on-doubt", "resend"));
    open(resending);
    this.relay.next(Step.DOT, new Mishap.TakeThenDrop());
    resending.runDue();
    resending.letTimePass(Duration.ofMinutes(6));
    resending.runDue();
    List<ReceivedMail> copies = this.relay.mailsTo(ANNA);
    assertThat(copies).hasSize(2);
    assertThat(copies.get(0).raw()).isEqualTo(copies.get(1).raw());
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.SENT);
  }

  @Test
  void doubtsWhenTheRelayDoesNotAnswerTheFinalDot() {
    add(ANNA);
    MailingFixture hasty = desk(Map.of("timeout", "500ms"));
    open(hasty);
    this.relay.next(Step.DOT, new Mishap.TakeThenStall());
    hasty.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.DOUBT);
  }

  @Test
  void believesA250EvenWhenTheRelayDiesAfterIt() {
    add(ANNA, BERTA);
    open(this.desk);
    this.relay.next(Step.DOT, new Mishap.AnswerThenDrop());
    runUntilSettled();
    assertThat(this.relay.mails()).hasSize(2);
    assertThat(progress().count(LineState.SENT)).isEqualTo(2);
  }

  @Test
  void failsWhatIsUnsentAfterTheDeadline() {
    add(ANNA);
    open(this.desk);
    this.relay.refuse(ANNA, "450 4.2.0 Greylisted");
    this.desk.runDue();
    this.desk.letTimePass(Duration.ofHours(12));
    this.desk.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.FAILED);
    assertThat(this.desk.replyOf(ANNA)).contains("deadline passed").contains("Greylisted");
    assertThat(progress().settled()).isTrue();
  }

  @Test
  void letsAShortIssueOvertakeALongOne() {
    addReaders(30);
    open(this.desk);
    add("kk@example.org");
    this.desk.mailings().open("short", Issues.anIssue(), new Recipients("kk", List.of("Business")));
    this.desk.jdbc().sql("UPDATE reader SET language = 'kk' WHERE address LIKE 'kk%'").update();
    this.desk.mailings().open("second", Issues.anIssue(), new Recipients("kk", List.of()));
    this.desk.runDue();
    List<String> order = this.relay.mails().stream().map(ReceivedMail::recipient).toList();
    assertThat(order.indexOf("kk@example.org")).isLessThan(6);
  }

  @Test
  void keepsTheLineOfAWorkerThatIsAlive() {
    add(ANNA);
    open(this.desk);
    this.relay.next(Step.DOT, new Mishap.Meanwhile(this::renewLateAndSweep));
    this.desk.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.SENT);
    assertThat(this.relay.mails()).hasSize(1);
  }

  private void renewLateAndSweep() {
    this.desk.letTimePass(Duration.ofSeconds(25));
    this.desk.leases().renew();
    this.desk.letTimePass(Duration.ofSeconds(25));
    desk(Map.of()).runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.IN_FLIGHT);
  }

  @Test
  void settlesADoubtWhenTheWorkerComesBackAfterAll() {
    add(ANNA);
    open(this.desk);
    this.relay.next(Step.DOT, new Mishap.Meanwhile(this::declareLost));
    this.desk.runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.SENT);
  }

  private void declareLost() {
    this.desk.letTimePass(Duration.ofSeconds(31));
    desk(Map.of()).runDue();
    assertThat(this.desk.stateOf(ANNA)).isEqualTo(LineState.DOUBT);
  }

  private void runUntilSettled() {
    for (int round = 0; round < 8; round++) {
      this.desk.runDue();
      this.desk.letTimePass(Duration.ofMinutes(10));
    }
    assertThat(progress().settled()).isTrue();
  }

  private void add(String... addresses) {
    for (String address : addresses) {
      ReadersFixture.add(this.desk.readers(), address, "en");
    }
  }

  private void addReaders(int count) {
    IntStream.range(0, count).forEach(index -> add("reader" + index + "@example.org"));
  }

  private ReaderId idOf(String address) {
    return this.desk.readers().find(EmailAddress.parse(address)).orElseThrow().id();
  }

  private static void open(MailingFixture desk) {
    desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
  }

  private Progress progress() {
    return this.desk.mailings().progress("key").orElseThrow();
  }

  private int count(String table) {
    return this.desk.jdbc().sql("SELECT COUNT(*) FROM " + table).query(Integer.class).single();
  }
}
