// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.audience.EmailAddress;
import org.storycast.channel.MutableClock;
import org.storycast.mailing.Submission.Stage;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.EmailSimulator.Step;
import org.storycast.simulator.Mishap;

/**
 * One connection carries message after message, whether its relay takes commands at once or not.
 */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class PipeliningTests {

  private static final EmailAddress ANNA = EmailAddress.parse("anna@example.org");
  private static final byte[] MESSAGE =
      """
      From: news@courier.example
      To: anna@example.org
      Subject: Wells
      Date: Fri, 20 Nov 2026 12:00:00 +0000
      Message-ID: <1@courier.example>

      Nothing to report.
      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);
  private final RelayConnection connection;

  PipeliningTests(boolean atOnce) {
    if (!atOnce) {
      this.relay.withoutPipelining();
    }
    Relays relays = new Relays(MailingFixture.properties(this.relay.port(), Map.of()), this.clock);
    this.connection = Objects.requireNonNull(relays.connect());
  }

  @AfterEach
  void stop() {
    this.connection.end();
    this.relay.close();
  }

  @Test
  void carriesSeveralMessages() {
    for (int message = 1; message <= 3; message++) {
      assertThat(submit()).isInstanceOf(Submission.Taken.class);
      assertThat(this.relay.mails()).hasSize(message);
    }
    assertThat(this.relay.connections()).isEqualTo(1);
    assertThat(this.relay.mails().getFirst().recipient()).isEqualTo(ANNA.value());
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"RCPT", "DATA", "DOT"})
  void goesOnAfterARefusal(Step step) {
    this.relay.next(step, new Mishap.Answer("450 4.2.1 Not now"));
    assertThat(submit()).isEqualTo(new Submission.Refused(stage(step), 450, "450 4.2.1 Not now"));
    assertThat(this.connection.isUsable()).isTrue();
    assertThat(submit()).isInstanceOf(Submission.Taken.class);
    assertThat(this.relay.mails()).hasSize(1);
    assertThat(this.relay.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"MAIL", "RCPT", "DATA", "DOT"})
  void leavesWhenTheRelaySaysGoodBye(Step step) {
    this.relay.next(step, new Mishap.Answer("421 4.3.2 Closing"));
    assertThat(submit()).isEqualTo(new Submission.Refused(stage(step), 421, "421 4.3.2 Closing"));
    assertThat(this.connection.isUsable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"MAIL", "RCPT", "DATA"})
  void knowsThatNothingWasTakenBeforeTheMessage(Step step) {
    this.relay.next(step, new Mishap.Drop());
    assertThat(submit())
        .isInstanceOfSatisfying(
            Submission.Lost.class, lost -> assertThat(lost.stage()).isEqualTo(stage(step)));
    assertThat(this.connection.isUsable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "199 Wait", "354 Go on", "-", ""})
  void neverTakesNonsenseForANo(String reply) {
    this.relay.next(Step.RCPT, new Mishap.Answer(reply));
    assertThat(submit()).isNotInstanceOf(Submission.Refused.class);
  }

  @Test
  void isInDoubtOnlyAfterTheDot() {
    this.relay.next(Step.DOT, new Mishap.TakeThenDrop());
    assertThat(submit()).isInstanceOf(Submission.Unanswered.class);
    assertThat(this.connection.isUsable()).isFalse();
  }

  private Submission submit() {
    return this.connection.submit("news@courier.example", ANNA, MESSAGE);
  }

  private static Stage stage(Step step) {
    return switch (step) {
      case MAIL -> Stage.SENDER;
      case RCPT -> Stage.RECIPIENT;
      case DATA -> Stage.DATA;
      default -> Stage.DOT;
    };
  }
}
