// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

/**
 * A sender in a process of its own is killed, for real, at random moments, on a database that
 * writes for real. The relay lives on. More kills by {@code -Dkills=200}, the same ones by {@code
 * -Dseed=}.
 */
class MailingProcessKillTests {

  private static final Logger log = LoggerFactory.getLogger(MailingProcessKillTests.class);
  private static final int KILLS = Integer.getInteger("kills", 26);
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private final TestDatabase database = TestDatabase.Kind.POSTGRESQL.fresh();
  private final HikariDataSource source = Pool.of(this.database);
  private final Random random = new Random(SEED);

  @AfterEach
  void stop() {
    this.source.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(OnDoubt.class)
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void missesNobodyWheneverItIsKilled(OnDoubt policy) throws Exception {
    int kills = KILLS / 2;
    try (CountingSink sink = new CountingSink(Duration.ofMillis(1));
        SenderKills senders = kills(sink)) {
      MailingFixture desk = open(sink, kills * 150 + 100);
      int inDoubt = 0;
      for (int kill = 0; kill < kills; kill++) {
        senders.killWithin(400, senders.start(SenderProcess.Work.ISSUE, doubt(policy)));
        inDoubt += inHandAfter(desk);
        desk.letTimePass(Duration.ofMinutes(1));
      }
      SenderKills.finish(senders.start(SenderProcess.Work.ISSUE, doubt(policy)));
      log.info("{}: killed {} times, {} in doubt, -Dseed={}", policy, kills, inDoubt, SEED);
      verify(desk, sink, policy, inDoubt);
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void theOtherProcessSendsWhatIsLeftWhenOneIsKilled() throws Exception {
    try (CountingSink sink = new CountingSink(Duration.ofMillis(3));
        SenderKills senders = kills(sink)) {
      MailingFixture desk = open(sink, 2500);
      Process survivor = senders.start(SenderProcess.Work.ISSUE, doubt(OnDoubt.HOLD));
      Process victim = senders.start(SenderProcess.Work.ISSUE, doubt(OnDoubt.HOLD));
      await(sink, 4 * 1500);
      assertThat(senders(desk)).as("both work at the issue").hasSize(2);
      victim.destroyForcibly().waitFor();
      await(sink, 400);
      UUID dead = senders(desk).getFirst();
      desk.jdbc()
          .sql("UPDATE mailing_sender SET alive_until = CURRENT_TIMESTAMP WHERE id = ?")
          .param(dead)
          .update();
      SenderKills.finish(survivor);
      verify(desk, sink, OnDoubt.HOLD, SenderKills.CONNECTIONS);
    }
  }

  /** The one first whose lease ends first. */
  private static List<UUID> senders(MailingFixture desk) {
    return desk.jdbc()
        .sql("SELECT id FROM mailing_sender ORDER BY alive_until")
        .query(UUID.class)
        .list();
  }

  private static void await(CountingSink sink, int events) throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    sink.afterEvents(events, () -> reached.complete(null));
    reached.get(60, TimeUnit.SECONDS);
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void leavesNothingInDoubtWhenItIsToldToEndWhileTheRelayIsSlow() throws Exception {
    try (CountingSink sink = new CountingSink(Duration.ofMillis(1300));
        SenderKills senders = kills(sink)) {
      MailingFixture desk = open(sink, 60);
      Process sender = senders.start(SenderProcess.Work.ISSUE, doubt(OnDoubt.HOLD));
      await(sink, 40 + this.random.nextInt(20));
      long before = System.nanoTime();
      sender.destroy();
      assertThat(sender.waitFor(10, TimeUnit.SECONDS)).as("ends within 10 s").isTrue();
      log.info("Ended after {} ms", (System.nanoTime() - before) / 1_000_000);
      assertThat(inHandAfter(desk)).isZero();
      Progress progress = desk.mailings().progress("key").orElseThrow();
      assertThat(progress.count(LineState.DOUBT)).isZero();
      assertThat(progress.count(LineState.SENT)).isEqualTo(sink.copies().total());
      assertThat(
              desk.jdbc().sql("SELECT COUNT(*) FROM mailing_sender").query(Integer.class).single())
          .isZero();
    }
  }

  private MailingFixture open(CountingSink sink, int readers) {
    MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
    MailingFixture desk =
        new MailingFixture(this.source, clock, sink.port(), Map.of("deadline", "720h"));
    for (String setting : List.of("fsync", "synchronous_commit")) {
      assertThat(desk.jdbc().sql("SHOW " + setting).query(String.class).single()).isEqualTo("on");
    }
    ManyReaders.add(desk.jdbc(), readers);
    desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
    return desk;
  }

  private int inHandAfter(MailingFixture desk) {
    int inHand =
        desk.jdbc()
            .sql("SELECT COUNT(*) FROM mailing_line WHERE state = ?")
            .param(LineState.IN_FLIGHT.code())
            .query(Integer.class)
            .single();
    assertThat(inHand).as("copies in doubt").isLessThanOrEqualTo(SenderKills.CONNECTIONS);
    return inHand;
  }

  private SenderKills kills(CountingSink sink) {
    return new SenderKills(this.database.url(), this.database.user(), sink, this.random);
  }

  private static String doubt(OnDoubt policy) {
    return "on-doubt=" + policy.name().toLowerCase(Locale.ROOT);
  }

  private void verify(MailingFixture desk, CountingSink sink, OnDoubt policy, int inDoubt) {
    Copies copies = sink.copies();
    AtomicInteger again = new AtomicInteger();
    desk.jdbc()
        .sql(
            """
            SELECT address, mailing_line.state, reply FROM mailing_line
            JOIN reader ON reader.id = reader_id
            """)
        .query(
            (ResultSet row) -> {
              int reader = Copies.readerOf(row.getString("address"));
              LineState state = LineState.of(row.getInt("state"));
              String reply = row.getString("reply");
              again.addAndGet(Math.max(0, copies.of(reader) - 1));
              if (state == LineState.SENT) {
                assertThat(copies.of(reader)).as("copies of a line that is sent").isPositive();
                assertThat(reply).endsWith("queued as " + copies.lastOf(reader));
              } else {
                assertThat(state).isEqualTo(LineState.DOUBT);
                assertThat(policy).isEqualTo(OnDoubt.HOLD);
              }
            });
    assertThat(copies.strange()).as("further copies with another Message-ID").isZero();
    assertThat(again.get())
        .as("readers who got it again")
        .isLessThanOrEqualTo(policy == OnDoubt.HOLD ? 0 : inDoubt);
    Progress progress = desk.mailings().progress("key").orElseThrow();
    assertThat(progress.settled()).isTrue();
    assertThat(progress.count(LineState.DOUBT)).isLessThanOrEqualTo(inDoubt);
  }
}
