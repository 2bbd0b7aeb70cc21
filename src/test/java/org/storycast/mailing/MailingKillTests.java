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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionException;
import org.storycast.audience.ReadersFixture;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;
import org.storycast.simulator.Mishap;
import org.storycast.simulator.ReceivedMail;

/**
 * The process dies at every durable write and at every step of the dialogue; another one takes
 * over. Nobody is missed unseen, nobody gets it twice under HOLD, and the ledger says what the
 * relay says.
 */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class MailingKillTests {

  private static final Logger log = LoggerFactory.getLogger(MailingKillTests.class);
  private static final int MOST_WRITES = 200;
  private static final List<String> ADDRESSES =
      List.of("anna@example.org", "berta@example.org", "carl@example.org", "dora@example.org");

  private final HikariDataSource source;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final EmailSimulator relay = new EmailSimulator(this.clock);

  MailingKillTests(TestDatabase.Kind kind) {
    this.source = Pool.of(kind.fresh());
  }

  @AfterEach
  void stopTheRelay() {
    this.relay.close();
    this.source.close();
  }

  @Test
  void missesNobodyAndSendsNothingTwiceWhereverItIsKilled() {
    int kills = killAtEveryWrite("hold");
    log.info("killed at {} durable writes, nobody missed, nobody twice", kills);
    assertThat(kills).isGreaterThan(2 * ADDRESSES.size());
  }

  @Test
  void missesNobodyAtAllWhenDoubtsAreSentAgain() {
    assertThat(killAtEveryWrite("resend")).isGreaterThan(2 * ADDRESSES.size());
  }

  private int killAtEveryWrite(String policy) {
    for (int write = 0; write < MOST_WRITES; write++) {
      for (boolean after : new boolean[] {false, true}) {
        DyingSource dying = new DyingSource(this.source);
        MailingFixture desk = fresh(dying, policy);
        dying.dieAt(write, after);
        runUntilKilled(desk);
        if (!dying.isDead()) {
          return 2 * write;
        }
        checkAfterRecovery(
            policy, "killed %s write %d".formatted(after ? "after" : "before", write));
      }
    }
    throw new AssertionError("More than %d writes".formatted(MOST_WRITES));
  }

  @Test
  void missesNobodyWhenItIsKilledInTheMiddleOfTheDialogue() {
    for (EmailSimulator.Step step : EmailSimulator.Step.values()) {
      if (step == EmailSimulator.Step.AUTH) {
        continue;
      }
      for (String policy : List.of("hold", "resend")) {
        DyingSource dying = new DyingSource(this.source);
        MailingFixture desk = fresh(dying, policy);
        this.relay.next(step, new Mishap.Meanwhile(dying::die));
        runUntilKilled(desk);
        assertThat(dying.isDead()).isTrue();
        checkAfterRecovery(policy, "killed at " + step);
      }
    }
  }

  @Test
  void shownDoubtsAreOnlyThoseThatWereInHand() {
    DyingSource dying = new DyingSource(this.source);
    MailingFixture desk = fresh(dying, "hold");
    this.relay.next(EmailSimulator.Step.DOT, new Mishap.Meanwhile(dying::die));
    runUntilKilled(desk);
    MailingFixture next = recover("hold");
    Progress progress = next.mailings().progress("key").orElseThrow();
    assertThat(progress.count(LineState.DOUBT)).isEqualTo(1);
    assertThat(progress.count(LineState.SENT)).isEqualTo(ADDRESSES.size() - 1);
    assertThat(progress.settled()).isTrue();
    assertThat(next.mailings().decideDoubts("key", true)).isEqualTo(1);
    next.runDue();
    assertThat(this.relay.mails()).hasSize(ADDRESSES.size() + 1);
    assertThat(this.relay.mails())
        .extracting(mail -> mail.header("Message-ID"))
        .containsOnlyOnce(this.relay.mails().get(1).header("Message-ID"));
  }

  private MailingFixture fresh(DyingSource dying, String policy) {
    this.relay.forget();
    MailingFixture desk = desk(dying, policy);
    dying.afterwards(desk.postmaster()::takeNoMore);
    desk.forgetEverything();
    ADDRESSES.forEach(address -> ReadersFixture.add(desk.readers(), address, "en"));
    desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
    return desk;
  }

  private MailingFixture desk(javax.sql.DataSource source, String policy) {
    return new MailingFixture(
        source, this.clock, this.relay.port(), Map.of("connections", "1", "on-doubt", policy));
  }

  private static void runUntilKilled(MailingFixture desk) {
    try {
      desk.runDue();
    } catch (DyingSource.Killed | TransactionException killed) {
      assertThat(killed).isNotNull();
    }
  }

  private MailingFixture recover(String policy) {
    MailingFixture desk = desk(this.source, policy);
    for (int round = 0; round < 5; round++) {
      desk.letTimePass(Duration.ofMinutes(10));
      desk.runDue();
    }
    return desk;
  }

  private void checkAfterRecovery(String policy, String when) {
    MailingFixture desk = recover(policy);
    assertThat(desk.mailings().progress("key").orElseThrow().settled()).as(when).isTrue();
    for (String address : ADDRESSES) {
      List<ReceivedMail> mails = this.relay.mailsTo(address);
      LineState state = desk.stateOf(address);
      if (policy.equals("hold")) {
        assertThat(mails).as("%s, %s", address, when).hasSizeLessThanOrEqualTo(1);
        assertThat(state).as("%s, %s", address, when).isIn(LineState.SENT, LineState.DOUBT);
        assertThat(state == LineState.DOUBT || mails.size() == 1)
            .as("%s %s", address, when)
            .isTrue();
      } else {
        assertThat(state).as("%s, %s", address, when).isEqualTo(LineState.SENT);
        assertThat(mails).as("%s, %s", address, when).hasSizeBetween(1, 2);
        assertThat(mails)
            .extracting(mail -> mail.header("Message-ID"))
            .containsOnly(mails.getFirst().header("Message-ID"));
      }
    }
  }
}
