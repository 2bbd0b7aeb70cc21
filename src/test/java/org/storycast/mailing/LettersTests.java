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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.ReaderId;
import org.storycast.audience.ReadersFixture;
import org.storycast.audience.Rhythm;
import org.storycast.audience.SignUpAnswer;
import org.storycast.audience.SignUpId;
import org.storycast.audience.SignUpRequest;
import org.storycast.audience.SuppressionReason;
import org.storycast.audience.Wishes;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.EmailSimulator.Step;
import org.storycast.simulator.Mishap;
import org.storycast.simulator.ReceivedMail;

@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class LettersTests {

  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final Consent YES = new Consent("button", "192.0.2.9");

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final MailingFixture desk;

  LettersTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
    this.desk = new MailingFixture(this.source, this.clock, this.relay.port(), Map.of());
  }

  @AfterEach
  void stop() {
    this.desk.carrier().stop();
    this.relay.close();
    this.source.close();
  }

  @Test
  void asksWithALinkThatConfirms() {
    SignUpId id = asked(ANNA);
    this.desk.runLetters();
    ReceivedMail letter = onlyMail();
    assertThat(letter.recipient()).isEqualTo("anna@example.org");
    assertThat(letter.subject()).isEqualTo("confirm SUBJECT");
    assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(states()).containsExactly("SENT");
    this.desk.runLetters();
    assertThat(this.relay.mails()).hasSize(1);
    assertThat(id).isNotNull();
  }

  @Test
  void welcomesWhoHasConfirmedAndWelcomesAgainWhoComesBack() {
    ReaderId anna = ReadersFixture.add(this.desk.readers(), "anna@example.org", "en");
    this.desk.letters().welcome(anna);
    this.desk.letters().welcome(anna);
    this.desk.runLetters();
    assertThat(this.relay.mails())
        .hasSize(2)
        .allSatisfy(mail -> assertThat(mail.has("List-Unsubscribe")).isTrue())
        .extracting(mail -> mail.header("Message-ID"))
        .doesNotHaveDuplicates();
  }

  @Test
  void writesToNobodyWhoMustNotBeWrittenToByThen() {
    ReaderId olga = ReadersFixture.add(this.desk.readers(), "olga@example.org", "en");
    this.desk.letters().welcome(olga);
    this.desk.readers().unsubscribe(olga, YES);
    asked(ANNA);
    this.desk.suppressions().suppress(ANNA, SuppressionReason.COMPLAINED, "");
    SignUpId confirmed = asked(EmailAddress.parse("ivan@example.org"));
    this.desk.signUps().confirm(confirmed, YES);
    this.desk.runLetters();
    assertThat(this.relay.mails()).isEmpty();
    assertThat(states()).containsExactly("DROPPED", "DROPPED", "DROPPED");
  }

  @Test
  void isTriedAgainAtTheTimesThatTheReplyAsksFor() {
    asked(ANNA);
    this.relay.next(Step.RCPT, new Mishap.Answer("450 4.2.0 <anna@example.org> Greylisted"));
    this.desk.runLetters();
    assertThat(states()).containsExactly("QUEUED");
    assertThat(column("reply")).doesNotContain("anna");
    this.desk.letTimePass(Duration.ofMinutes(4));
    this.desk.runLetters();
    assertThat(this.relay.mails()).isEmpty();
    this.desk.letTimePass(Duration.ofMinutes(2));
    this.desk.runLetters();
    onlyMail();
    assertThat(states()).containsExactly("SENT");
  }

  @Test
  void aRefusalForGoodIsTheAddressAlone() {
    for (int number = 0; number < 25; number++) {
      asked(EmailAddress.parse("simulate-550@host%d.example".formatted(number)));
    }
    asked(ANNA);
    this.desk.runLetters();
    onlyMail();
    assertThat(states()).filteredOn("FAILED"::equals).hasSize(25);
    assertThat(this.desk.mailings().trouble()).isEmpty();
  }

  @Test
  void givesUpAfterADay() {
    ReaderId anna = ReadersFixture.add(this.desk.readers(), "anna@example.org", "en");
    this.desk.letters().welcome(anna);
    this.relay.refuse("anna@example.org", "450 4.2.1 Mailbox busy");
    for (int hour = 0; hour <= 24; hour++) {
      this.desk.runLetters();
      this.desk.letTimePass(Duration.ofHours(1));
    }
    this.relay.refuse("anna@example.org", null);
    this.desk.runLetters();
    assertThat(this.relay.mails()).isEmpty();
    assertThat(states()).containsExactly("FAILED");
  }

  @Test
  void aConfirmationWithoutAnAnswerIsSentOnceMoreAndIsTheSame() {
    asked(ANNA);
    this.relay.next(Step.DOT, new Mishap.TakeThenDrop());
    this.desk.runLetters();
    assertThat(states()).containsExactly("QUEUED");
    this.desk.letTimePass(Duration.ofHours(1));
    this.relay.next(Step.DOT, new Mishap.TakeThenDrop());
    this.desk.runLetters();
    assertThat(states()).containsExactly("DOUBT");
    this.desk.letTimePass(Duration.ofHours(1));
    this.desk.runLetters();
    assertThat(this.relay.mails()).hasSize(2);
    assertThat(this.relay.mails())
        .extracting(mail -> mail.header("Message-ID"))
        .containsOnly(this.relay.mails().getFirst().header("Message-ID"));
  }

  @Test
  void aLetterOfAProcessThatEndedIsInDoubt() {
    asked(ANNA);
    ReaderId olga = ReadersFixture.add(this.desk.readers(), "olga@example.org", "en");
    this.desk.letters().welcome(olga);
    this.desk
        .jdbc()
        .sql(
            "UPDATE letter SET state = 'IN_HAND', holder = ?, held_until = CURRENT_TIMESTAMP"
                + " + INTERVAL '30' SECOND")
        .param(UUID.randomUUID())
        .update();
    this.desk.runLetters();
    assertThat(states()).containsExactly("IN_HAND", "IN_HAND");
    this.desk.letTimePass(Duration.ofSeconds(60));
    this.desk.runLetters();
    assertThat(onlyMail().recipient()).isEqualTo("anna@example.org");
    assertThat(states()).containsExactlyInAnyOrder("SENT", "DOUBT");
  }

  @Test
  void waitsWhileTheInstallationIsHeld() {
    asked(ANNA);
    this.desk.gate().closedBecause = Optional.of("held");
    this.desk.runLetters();
    assertThat(this.relay.mails()).isEmpty();
    this.desk.gate().closedBecause = Optional.empty();
    this.desk.runLetters();
    onlyMail();
  }

  @Test
  void aRestoredBackupRepeatsAConfirmationAndNoWelcome() {
    asked(ANNA);
    ReaderId olga = ReadersFixture.add(this.desk.readers(), "olga@example.org", "en");
    this.desk.letters().welcome(olga);
    this.desk.gate().doubtBefore = Optional.of(Instant.parse("2126-01-01T00:00:00Z"));
    this.desk.runLetters();
    assertThat(onlyMail().recipient()).isEqualTo("anna@example.org");
    assertThat(states()).containsExactlyInAnyOrder("SENT", "DOUBT");
  }

  @Test
  void overtakesAMailingThatHoldsEveryConnection() {
    MailingFixture narrow =
        new MailingFixture(
            this.source,
            this.clock,
            this.relay.port(),
            Map.of(
                "host", "",
                "connections", "1",
                "relays.own.host", "127.0.0.1",
                "relays.own.port", Integer.toString(this.relay.port()),
                "relays.own.encryption", "none",
                "relays.own.connections", "1"));
    ManyReaders.add(narrow.jdbc(), 20);
    narrow.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
    asked(ANNA);
    this.relay.next(
        Step.RCPT,
        new Mishap.Meanwhile(
            () -> {
              narrow.runLetters();
              assertThat(this.relay.mailsTo("anna@example.org")).hasSize(1);
            }));
    narrow.runDue();
    assertThat(this.relay.mails()).hasSize(21);
    assertThat(this.relay.mails().getFirst().recipient()).isEqualTo("anna@example.org");
  }

  private SignUpId asked(EmailAddress address) {
    SignUpAnswer answer =
        this.desk
            .signUps()
            .ask(
                new SignUpRequest(
                    address,
                    "",
                    new Wishes("en", Set.of(), Rhythm.EACH_STORY),
                    "page",
                    "10.0.%d.1".formatted(Math.floorMod(address.hashCode(), 250)),
                    "text",
                    Duration.ofHours(48)));
    assertThat(answer).isInstanceOf(SignUpAnswer.Kept.class);
    SignUpId id = ((SignUpAnswer.Kept) answer).id();
    this.desk.letters().askToConfirm(id);
    return id;
  }

  private ReceivedMail onlyMail() {
    assertThat(this.relay.mails()).hasSize(1);
    return this.relay.mails().getFirst();
  }

  private List<String> states() {
    return this.desk.jdbc().sql("SELECT state FROM letter").query(String.class).list();
  }

  private String column(String name) {
    return this.desk
        .jdbc()
        .sql("SELECT %s FROM letter".formatted(name))
        .query(String.class)
        .single();
  }
}
