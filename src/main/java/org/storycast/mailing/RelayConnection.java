// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.Reader;
import org.storycast.mailing.Submission.Stage;

/**
 * One open connection to the relay. It leads the dialogue command by command, since only so is it
 * known whether a message that failed had reached its final dot.
 */
final class RelayConnection extends SMTPTransport {

  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final int MOST_URGENT = Integer.MAX_VALUE;
  private static final int LONGEST_REPLY = 250;
  private static final int BUFFER = 32 * 1024;

  /** RFC 5321, 4.5.3.2.5: a relay reads the next block within three minutes. */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(3);

  /** The extension without which no address may have other letters than ASCII's (RFC 6531). */
  private static final String INTERNATIONAL = "SMTPUTF8";

  private static final Submission NO_INTERNATIONAL_ADDRESSES =
      new Submission.Refused(
          Stage.RECIPIENT,
          553,
          "5.6.7 The relay takes no international addresses: it lacks SMTPUTF8");

  private final PromptSockets sockets;
  private final Duration timeout;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
  private volatile long phaseSince;
  private final Relay relay;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean usable = true;
  private int taken;

  /**
   * A connection that is not open yet.
   *
   * @param relay to which it leads
   * @param sockets where the session takes this connection's socket from
   * @param timeout for any answer of the relay
   */
  RelayConnection(
      Session session, URLName address, Relay relay, PromptSockets sockets, Duration timeout) {
    super(session, address);
    this.relay = relay;
    this.sockets = sockets;
    this.timeout = timeout;
  }

  /** What goes between DATA and the final dot. */
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private enum Phase {
    IDLE,
    /** A message is under way, and surely not taken. */
    UNDERWAY,
    /** The message itself is being written. */
    WRITING,
    /** The final dot may be on its way. */
    DOT,
    /** Nothing more goes over it. */
    ENDED
  }

  /** Whether another message may be tried on it. */
  boolean isUsable() {
    return this.usable && !this.relay.watch().isResting();
  }

  /** Asks whether the relay may get another message now; answers how long to wait if not. */
  Duration turn() {
    return this.relay.turn(false);
  }

  /** Waits until the relay may get another message, or something says that it no longer will. */
  void awaitTurn(Duration first, BooleanSupplier mayGoOn) {
    Duration wait = first;
    while (!wait.isZero() && mayGoOn.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(wait.toNanos(), LONGEST_NAP.toNanos()));
      wait = this.relay.turn(true);
    }
  }

  /** Waits for a turn that comes before those of all mailings. */
  void awaitUrgentTurn(BooleanSupplier mayGoOn) {
    Duration wait = this.relay.turn(MOST_URGENT, false);
    while (!wait.isZero() && mayGoOn.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(wait.toNanos(), LONGEST_NAP.toNanos()));
      wait = this.relay.turn(MOST_URGENT, true);
    }
  }

  /** Submits one reader's message. */
  Submission submit(String sender, Reader reader, IssueMessage message) {
    Submission submission = lead(sender, reader.address(), out -> message.writeTo(out, reader));
    return noted(submission);
  }

  /**
   * Submits a letter. That it is refused for good says nothing of the relay: anybody may have put
   * the address into a form.
   */
  Submission submit(String sender, EmailAddress to, byte[] letter) {
    Submission submission = lead(sender, to, out -> out.write(letter));
    boolean isTheAddress =
        submission instanceof Submission.Refused it && it.forGood() && !ReplyPolicy.isOurs(it);
    return isTheAddress ? submission : noted(submission);
  }

  private Submission noted(Submission submission) {
    this.relay.watch().note(submission, this.taken == 0);
    if (submission instanceof Submission.Taken) {
      this.taken++;
    }
    return submission;
  }

  private synchronized Submission lead(String sender, EmailAddress to, Content message) {
    if (to.value().chars().anyMatch(Character::isISOControl)) {
      return new Submission.Unwritable("this copy cannot be written: its address has a line break");
    }
    boolean international = !HeaderFields.isPlain(to.value());
    if (international && !supportsExtension(INTERNATIONAL)) {
      return NO_INTERNATIONAL_ADDRESSES;
    }
    Stage stage = Stage.SENDER;
    try {
      enter(Phase.IDLE, Phase.UNDERWAY);
      int code =
          simpleCommand(
              "MAIL FROM:<%s>%s".formatted(sender, international ? " " + INTERNATIONAL : ""));
      if (code / 100 != 2) {
        return refused(stage, code);
      }
      stage = Stage.RECIPIENT;
      code = simpleCommand("RCPT TO:<%s>".formatted(to.value()).getBytes(StandardCharsets.UTF_8));
      if (code / 100 != 2) {
        return refused(stage, code);
      }
      stage = Stage.DATA;
      write(message);
      enter(Phase.WRITING, Phase.DOT);
      stage = Stage.DOT;
      finishData();
      return new Submission.Taken(getLastReturnCode(), reply());
    } catch (IOException | MessagingException failure) {
      return failed(stage, failure);
    } catch (IllegalStateException unfit) {
      if (stage == Stage.DOT) {
        return failed(stage, unfit);
      }
      this.usable = false;
      return new Submission.Unwritable("this copy cannot be written: " + unfit.getMessage());
    } finally {
      this.phase.updateAndGet(it -> it == Phase.ENDED ? it : Phase.IDLE);
    }
  }

  private void write(Content message) throws IOException, MessagingException {
    OutputStream out = new BufferedOutputStream(data(), BUFFER);
    enter(Phase.UNDERWAY, Phase.WRITING);
    message.writeTo(out);
    out.flush();
  }

  /** Between these two steps another thread may have cut the connection off. */
  private void enter(Phase from, Phase to) throws IOException {
    this.phaseSince = System.nanoTime();
    if (!this.phase.compareAndSet(from, to)) {
      throw new IOException("The connection was cut off");
    }
  }

  /**
   * Ends the connection unless the final dot may be on its way: what is cut off is surely not
   * taken.
   */
  void cutOff() {
    if (this.phase.compareAndSet(Phase.UNDERWAY, Phase.ENDED)
        || this.phase.compareAndSet(Phase.WRITING, Phase.ENDED)) {
      closeSocket();
    }
  }

  /** Ends a connection whose relay has stopped reading; the mail library waits for ever. */
  void cutOffIfStuck() {
    Duration time = Duration.ofNanos(System.nanoTime() - this.phaseSince);
    Phase now = this.phase.get();
    if (now == Phase.WRITING && time.compareTo(LONGEST_WRITE) > 0) {
      cutOff();
    } else if (now == Phase.DOT && time.compareTo(this.timeout.plus(LONGEST_WRITE)) > 0) {
      closeSocket();
    }
  }

  private void closeSocket() {
    try {
      this.sockets.closeLast();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A reply that is none ends the connection: nobody knows any more which reply is whose. */
  private Submission refused(Stage stage, int code) {
    if (code / 100 != 4 && code / 100 != 5) {
      this.usable = false;
      return new Submission.Lost(stage, code < 0 ? "the relay closed" : "reply " + code);
    }
    Submission.Refused refused = new Submission.Refused(stage, code, reply());
    this.usable = !refused.closes() && isReset();
    return refused;
  }

  private Submission failed(Stage stage, Exception failure) {
    int code = getLastReturnCode();
    boolean answered =
        failure instanceof org.eclipse.angus.mail.smtp.SMTPSendFailedException
            && (code / 100 == 4 || code / 100 == 5);
    if (answered) {
      return refused(stage, code);
    }
    this.usable = false;
    return stage == Stage.DOT
        ? new Submission.Unanswered("no answer to the final dot")
        : new Submission.Lost(stage, failure.getClass().getSimpleName());
  }

  private boolean isReset() {
    try {
      return simpleCommand("RSET") / 100 == 2;
    } catch (MessagingException broken) {
      return false;
    }
  }

  boolean hasEnded() {
    return this.phase.get() == Phase.ENDED;
  }

  /** Ends the connection; what goes wrong now changes nothing. */
  void end() {
    if (this.ended.compareAndSet(false, true)) {
      this.relay.ended();
    }
    this.phase.set(Phase.ENDED);
    try {
      close();
    } catch (MessagingException | IllegalStateException gone) {
      this.usable = false;
    }
  }

  private String reply() {
    String reply = getLastServerResponse();
    String clean = reply == null ? "" : reply.replaceAll("\\p{Cntrl}+", " ").strip();
    return clean.substring(0, Math.min(clean.length(), LONGEST_REPLY));
  }
}
