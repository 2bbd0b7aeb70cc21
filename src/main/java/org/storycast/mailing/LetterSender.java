// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Sends one letter after the other until none is due, each marked as in hand before. */
@Component
class LetterSender {

  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(LetterSender.class);
  private static final Duration SAFE = LEASE.dividedBy(2);
  private static final Duration UNFIT_PAUSE = Duration.ofMinutes(5);
  private static final Duration WRITE_AGAIN_AFTER = Duration.ofMillis(500);

  private final LetterRows rows;
  private final LetterWriter writer;
  private final MailProperties properties;
  private final Relays relays;
  private final Shaping shaping;
  private final TransactionOperations transactions;
  private final UUID holder = UUID.randomUUID();
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final Set<RelayConnection> connections = ConcurrentHashMap.newKeySet();

  LetterSender(
      LetterRows rows,
      LetterWriter writer,
      MailProperties properties,
      Relays relays,
      Shaping shaping,
      TransactionOperations transactions) {
    this.rows = rows;
    this.writer = writer;
    this.properties = properties;
    this.relays = relays;
    this.shaping = shaping;
    this.transactions = transactions;
  }

  /** Whether there is anything to send, and a relay that may take it. */
  boolean hasWork() {
    return !this.relays.allRest() && this.rows.isAnyDue();
  }

  /** Keeps what is in hand here. */
  void renew() {
    this.rows.renew(Set.copyOf(this.inHand), this.holder, LEASE);
  }

  /** Ends connections whose relay has stopped reading. */
  void cutOffStuck() {
    this.connections.forEach(RelayConnection::cutOffIfStuck);
  }

  /** Ends connections unless the final dot may be on its way. */
  void cutOff() {
    this.connections.forEach(RelayConnection::cutOff);
  }

  /** Sends what is due; several threads may do so at once. */
  void work(BooleanSupplier mayGoOn) {
    RelayConnection connection = null;
    try {
      while (mayGoOn.getAsBoolean() && hasWork()) {
        connection = usable(connection);
        if (connection == null) {
          return;
        }
        connection.awaitUrgentTurn(mayGoOn);
        if (!sendNext(connection, mayGoOn)) {
          return;
        }
      }
    } finally {
      end(connection);
    }
  }

  private @Nullable RelayConnection usable(@Nullable RelayConnection before) {
    if (before != null && before.isUsable()) {
      return before;
    }
    end(before);
    RelayConnection opened = this.relays.connectBeside();
    if (opened != null) {
      this.connections.add(opened);
    }
    return opened;
  }

  private void end(@Nullable RelayConnection connection) {
    if (connection != null) {
      this.connections.remove(connection);
      connection.end();
    }
  }

  /** Answers whether there was one. */
  private boolean sendNext(RelayConnection connection, BooleanSupplier mayGoOn) {
    long began = System.nanoTime();
    Optional<Letters.Claimed> claim =
        this.transactions.execute(status -> this.rows.claim(this.holder, LEASE));
    claim.ifPresent(
        letter -> {
          this.inHand.add(letter.id());
          try {
            send(letter, connection, () -> mayGoOn.getAsBoolean() && isSafe(began), mayGoOn);
          } finally {
            this.inHand.remove(letter.id());
          }
        });
    return claim.isPresent();
  }

  /** Who was held up for long begins nothing: others may think the letter abandoned. */
  private static boolean isSafe(long began) {
    return System.nanoTime() - began < SAFE.toNanos();
  }

  private void send(
      Letters.Claimed letter,
      RelayConnection connection,
      BooleanSupplier mayBegin,
      BooleanSupplier mayGoOn) {
    Optional<LetterWriter.Written> written;
    try {
      written = this.writer.write(letter);
    } catch (RuntimeException unfit) {
      log.atError()
          .addKeyValue("letter", letter.id())
          .addKeyValue("kind", letter.kind())
          .setCause(unfit)
          .log("A letter can't be written; it is tried again in five minutes");
      LineStep.Retry later = new LineStep.Retry(UNFIT_PAUSE, 0, "it could not be written");
      write(() -> putBack(letter, later, letter.doubted()), mayGoOn);
      return;
    }
    if (written.isEmpty()) {
      write(() -> settle(letter, LetterState.DROPPED, 0, ""), mayGoOn);
    } else if (!mayBegin.getAsBoolean()) {
      LineStep.Retry atOnce = new LineStep.Retry(Duration.ZERO, 0, "it was not begun");
      write(() -> putBack(letter, atOnce, letter.doubted()), () -> true);
    } else {
      submit(letter, written.get(), connection, mayGoOn);
    }
  }

  private void submit(
      Letters.Claimed letter,
      LetterWriter.Written written,
      RelayConnection connection,
      BooleanSupplier mayGoOn) {
    Submission submission =
        connection.submitLetter(this.properties.envelopeSender(), written.to(), written.message());
    this.shaping.note(written.to(), submission);
    boolean again = letter.kind().isSentAgainInDoubt() && !letter.doubted();
    boolean doubted = letter.doubted() || submission instanceof Submission.Unanswered;
    LineStep step =
        ReplyPolicy.stepAfter(submission, letter.attempt(), again ? OnDoubt.RESEND : OnDoubt.HOLD);
    write(
        () -> {
          switch (step) {
            case LineStep.Sent it -> settle(letter, LetterState.SENT, it.code(), it.reply());
            case LineStep.Failed it -> settle(letter, LetterState.FAILED, it.code(), it.reply());
            case LineStep.Doubt it -> settle(letter, LetterState.DOUBT, 0, it.reply());
            case LineStep.Retry it -> putBack(letter, it, doubted);
          }
        },
        mayGoOn);
  }

  private void settle(Letters.Claimed letter, LetterState state, int code, String reply) {
    this.rows.settle(letter.id(), this.holder, state, code, reply);
    log.atInfo()
        .addKeyValue("letter", letter.id())
        .addKeyValue("kind", letter.kind())
        .addKeyValue("attempt", letter.attempt())
        .addKeyValue("outcome", state)
        .addKeyValue("code", code)
        .log("A letter is settled");
  }

  private void putBack(Letters.Claimed letter, LineStep.Retry retry, boolean doubted) {
    this.rows.putBack(letter.id(), this.holder, retry, doubted);
  }

  /** What became of a letter is written as soon as the database is there, however long it takes. */
  private static void write(Runnable outcome, BooleanSupplier mayGoOn) {
    while (true) {
      try {
        outcome.run();
        return;
      } catch (DataAccessException | TransactionException away) {
        if (!mayGoOn.getAsBoolean()) {
          throw away;
        }
        LockSupport.parkNanos(WRITE_AGAIN_AFTER.toNanos());
      }
    }
  }
}
