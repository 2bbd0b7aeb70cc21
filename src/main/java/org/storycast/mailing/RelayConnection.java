// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.storycast.audience.Reader;
import org.storycast.mailing.Submission.Stage;

/**
 * One open connection to the relay. It leads the dialogue command by command, since only so is it
 * known whether a message that failed had reached its final dot.
 */
final class RelayConnection extends SMTPTransport {

  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final int LONGEST_REPLY = 250;
  private static final int BUFFER = 32 * 1024;

  private final Relay relay;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean usable = true;
  private int taken;

  RelayConnection(Session session, URLName address, Relay relay) {
    super(session, address);
    this.relay = relay;
  }

  /** Whether another message may be tried on it. */
  boolean isUsable() {
    return this.usable && !this.relay.watch().isResting();
  }

  /** Waits until the relay may get another message, or something says that it no longer will. */
  void awaitTurn(BooleanSupplier mayGoOn) {
    Duration wait = this.relay.turn(false);
    while (!wait.isZero() && mayGoOn.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(wait.toNanos(), LONGEST_NAP.toNanos()));
      wait = this.relay.turn(true);
    }
  }

  /** Submits one reader's message. */
  Submission submit(String sender, Reader reader, IssueMessage message) {
    Submission submission = lead(sender, reader, message);
    this.relay.watch().note(submission, this.taken == 0);
    if (submission instanceof Submission.Taken) {
      this.taken++;
    }
    return submission;
  }

  private synchronized Submission lead(String sender, Reader reader, IssueMessage message) {
    Stage stage = Stage.SENDER;
    try {
      int code = simpleCommand("MAIL FROM:<%s>".formatted(sender));
      if (code / 100 != 2) {
        return refused(stage, code);
      }
      stage = Stage.RECIPIENT;
      code = simpleCommand("RCPT TO:<%s>".formatted(reader.address().value()));
      if (code / 100 != 2) {
        return refused(stage, code);
      }
      stage = Stage.DATA;
      write(message, reader);
      stage = Stage.DOT;
      finishData();
      return new Submission.Taken(getLastReturnCode(), reply());
    } catch (IOException | MessagingException failure) {
      return failed(stage, failure);
    }
  }

  private void write(IssueMessage message, Reader reader) throws IOException, MessagingException {
    OutputStream out = new BufferedOutputStream(data(), BUFFER);
    message.writeTo(out, reader);
    out.flush();
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

  /** Ends the connection; what goes wrong now changes nothing. */
  void end() {
    if (this.ended.compareAndSet(false, true)) {
      this.relay.ended();
    }
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
