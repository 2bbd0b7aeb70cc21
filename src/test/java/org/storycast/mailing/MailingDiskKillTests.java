// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Rhythm;
import org.storycast.audience.SignUpAnswer;
import org.storycast.audience.SignUpRequest;
import org.storycast.audience.Wishes;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;

/**
 * A sender in a process of its own is killed, for real, on both databases, the embedded one being a
 * file that dies with its process: while it sends an issue, with letters in hand, and while it
 * makes a digest. More kills by {@code -Dkills=200}, the same ones by {@code -Dseed=}.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.Kind.class)
class MailingDiskKillTests {

  private static final Logger log = LoggerFactory.getLogger(MailingDiskKillTests.class);
  private static final int KILLS = Integer.getInteger("kills", 24) / 6;
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int DIGEST_READERS = 10_000;

  private final Random random = new Random(SEED);
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final String url;
  private final String user;

  MailingDiskKillTests(TestDatabase.Kind kind, @TempDir Path folder) {
    this.user = kind == TestDatabase.Kind.H2 ? "storycast" : "postgres";
    this.url =
        kind == TestDatabase.Kind.H2
            ? "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;"
                    .formatted(folder.resolve("storycast"))
                + "WRITE_DELAY=0"
            : kind.fresh().url();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void missesNobodyOfAnIssue() throws Exception {
    try (CountingSink sink = new CountingSink(Duration.ofMillis(1));
        SenderKills senders = new SenderKills(this.url, this.user, sink, this.random)) {
      atTheDesk(
          sink,
          desk -> {
            ManyReaders.add(desk.jdbc(), KILLS * 150 + 100);
            desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
          });
      for (int kill = 0; kill < KILLS; kill++) {
        senders.killWithin(400, senders.start(SenderProcess.Work.ISSUE));
        atTheDesk(sink, desk -> desk.letTimePass(Duration.ofMinutes(1)));
      }
      SenderKills.finish(senders.start(SenderProcess.Work.ISSUE));
      atTheDesk(sink, desk -> everyLineIsAsTheRelaySays(desk, sink.copies()));
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void makesADigestOnceForEveryReader() throws Exception {
    try (CountingSink sink = new CountingSink(Duration.ZERO);
        SenderKills senders = new SenderKills(this.url, this.user, sink, this.random)) {
      atTheDesk(sink, MailingDiskKillTests::addReadersOfADigest);
      AtomicInteger made = new AtomicInteger();
      for (int kill = 0; kill < KILLS; kill++) {
        senders.killAfterStart(800, senders.start(SenderProcess.Work.DIGEST));
        atTheDesk(
            sink,
            desk -> {
              made.addAndGet(desk.mailings().progress("key").isPresent() ? 1 : 0);
              desk.letTimePass(Duration.ofMinutes(1));
            });
      }
      SenderKills.finish(senders.start(SenderProcess.Work.DIGEST));
      log.info("Killed {} times, {} after it was made, -Dseed={}", KILLS, made, SEED);
      atTheDesk(
          sink,
          desk -> {
            everyLineIsAsTheRelaySays(desk, sink.copies());
            assertThat(desk.mailings().progress("key").orElseThrow().total())
                .isEqualTo(DIGEST_READERS);
          });
    }
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void losesNoLetterAndRepeatsOnlyWhatMustArrive() throws Exception {
    int letters = KILLS * 20 + 10;
    try (CountingSink sink = new CountingSink(Duration.ofMillis(1));
        SenderKills senders = new SenderKills(this.url, this.user, sink, this.random)) {
      atTheDesk(sink, desk -> queue(letters, desk));
      for (int kill = 0; kill < KILLS; kill++) {
        senders.killWithin(80, senders.start(SenderProcess.Work.LETTERS));
        atTheDesk(
            sink,
            desk -> {
              desk.letTimePass(Duration.ofMinutes(2));
              desk.carrier().sweep();
            });
      }
      SenderKills.finish(senders.start(SenderProcess.Work.LETTERS));
      atTheDesk(sink, desk -> everyLetterIsAsTheRelaySays(desk, sink.copies(), letters));
    }
  }

  private void atTheDesk(CountingSink sink, Consumer<MailingFixture> work) {
    try (HikariDataSource source = new HikariDataSource()) {
      source.setJdbcUrl(this.url);
      source.setUsername(this.user);
      source.setPassword(this.user);
      source.setMaximumPoolSize(4);
      source.setMinimumIdle(1);
      Flyway.configure().dataSource(source).load().migrate();
      work.accept(new MailingFixture(source, this.clock, sink.port(), Map.of()));
    }
  }

  private static void addReadersOfADigest(MailingFixture desk) {
    ManyReaders.add(desk.jdbc(), DIGEST_READERS);
    desk.jdbc().sql("UPDATE reader SET rhythm = 'DAILY'").update();
    String someChose =
        "INSERT INTO reader_section (reader_id, section) SELECT id, '%s' FROM reader"
            + " WHERE address LIKE '%%%d@example.org'";
    desk.jdbc().sql(someChose.formatted("sport", 7)).update();
    desk.jdbc().sql(someChose.formatted("politics", 8)).update();
  }

  /** Welcomes and requests to confirm, in turn. */
  private static void queue(int letters, MailingFixture desk) {
    ManyReaders.add(desk.jdbc(), letters);
    for (int number = 1; number <= letters; number++) {
      EmailAddress address = EmailAddress.parse("reader%d@example.org".formatted(number));
      if (number % 2 == 0) {
        desk.letters().welcome(desk.readers().find(address).orElseThrow().id());
      } else {
        desk.jdbc().sql("DELETE FROM reader WHERE address = ?").param(address.value()).update();
        askToConfirm(address, number, desk);
      }
    }
  }

  private static void askToConfirm(EmailAddress address, int number, MailingFixture desk) {
    SignUpAnswer answer =
        desk.signUps()
            .ask(
                new SignUpRequest(
                    address,
                    "",
                    new Wishes("en", Set.of(), Rhythm.EACH_STORY),
                    "page",
                    "10.%d.%d.1".formatted(number / 250, number % 250),
                    "text",
                    Duration.ofHours(48)));
    desk.letters().askToConfirm(((SignUpAnswer.Kept) answer).id());
  }

  private static void everyLineIsAsTheRelaySays(MailingFixture desk, Copies copies) {
    assertThat(desk.mailings().progress("key").orElseThrow().settled()).isTrue();
    assertThat(copies.strange()).as("further copies with another Message-ID").isZero();
    AtomicInteger doubts = new AtomicInteger();
    desk.jdbc()
        .sql(
            """
            SELECT address, mailing_line.state, reply FROM mailing_line
            JOIN reader ON reader.id = reader_id
            """)
        .query(
            (ResultSet row) -> {
              int reader = Copies.readerOf(row.getString("address"));
              if (LineState.of(row.getInt("state")) == LineState.SENT) {
                assertThat(copies.of(reader)).as("copies of reader %d", reader).isOne();
                assertThat(row.getString("reply")).endsWith("queued as " + copies.lastOf(reader));
              } else {
                assertThat(LineState.of(row.getInt("state"))).isEqualTo(LineState.DOUBT);
                assertThat(copies.of(reader)).isLessThanOrEqualTo(1);
                doubts.incrementAndGet();
              }
            });
    assertThat(doubts.get()).isLessThanOrEqualTo(KILLS * SenderKills.CONNECTIONS);
  }

  private static void everyLetterIsAsTheRelaySays(MailingFixture desk, Copies copies, int letters) {
    assertThat(copies.strange()).as("further copies with another Message-ID").isZero();
    AtomicInteger found = new AtomicInteger();
    AtomicInteger doubts = new AtomicInteger();
    desk.jdbc()
        .sql(
            """
            SELECT letter.kind, letter.state, COALESCE(reader.address, sign_up.address) AS address
            FROM letter LEFT JOIN reader ON reader.id = subject_id
            LEFT JOIN sign_up ON sign_up.id = subject_id
            """)
        .query(
            (ResultSet row) -> {
              found.incrementAndGet();
              int sent = copies.of(Copies.readerOf(row.getString("address")));
              boolean again = LetterKind.valueOf(row.getString("kind")).isSentAgainInDoubt();
              if (LetterState.valueOf(row.getString("state")) == LetterState.SENT) {
                assertThat(sent).isBetween(1, again ? 2 : 1);
              } else {
                assertThat(row.getString("state")).isEqualTo("DOUBT");
                assertThat(sent).isLessThanOrEqualTo(again ? 2 : 1);
                doubts.incrementAndGet();
              }
            });
    assertThat(found.get()).isEqualTo(letters);
    assertThat(doubts.get()).as("letters that nobody knows of").isLessThanOrEqualTo(KILLS * 4);
  }
}
