// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.storycast.audience.EmailAddress;
import org.storycast.mailing.Submission.Stage;

/**
 * One open connection to the relay. It leads the dialogue command by command, since only so is it
 * known whether a message that failed had reached its final dot.
 */
final class RelayConnection extends SMTPTransport {

  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final int MOST_URGENT = Integer.MAX_VALUE;
  private static final int LONGEST_REPLY = 250;
  private static final String CRLF = "\r\n";
  private static final String DATA = "DATA";
  private static final String DOT = ".";
  private static final int GO_ON = 354;

  /** RFC 5321, 4.5.3.2.5: a relay reads the next block within three minutes. */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(3);

  /** The extension without which no address may have other letters than ASCII's (RFC 6531). */
  private static final String INTERNATIONAL = "SMTPUTF8";

  /** The extension by which commands need not wait for each other's replies (RFC 2920). */
  private static final String PIPELINING = "PIPELINING";

  private static final Submission NO_ANSWER =
      new Submission.Unanswered("no answer to the final dot");

  private static final Submission NO_INTERNATIONAL_ADDRESSES =
      new Submission.Refused(
          Stage.RECIPIENT,
          553,
          "5.6.7 The relay takes no international addresses: it lacks SMTPUTF8");

  private final RelaySocket socket;
  private final Duration timeout;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
  private volatile long phaseSince;
  private final Relay relay;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean usable = true;
  private int taken;
  private Stage reached = Stage.SENDER;

  /**
   * A connection that is not open yet.
   *
   * @param address of the relay, with the user and the password
   * @param relay to which it leads
   * @param socket over which it leads
   * @param timeout for any answer of the relay
   */
  RelayConnection(
      Session session, URLName address, Relay relay, RelaySocket socket, Duration timeout) {
    super(session, address);
    this.relay = relay;
    this.socket = socket;
    this.timeout = timeout;
  }

  /** What goes between DATA and the final dot. */
  private enum Phase {
    IDLE,
    /** A message is under way, and surely not taken. */
    UNDERWAY,
    /** The message itself is being written, and its end is not. */
    WRITING,
    /** The final dot may be on its way. */
    DOT,
    /** Nothing more goes over it. */
    ENDED
  }

  /** Connects, and lets itself in. */
  void open() throws MessagingException, IOException {
    connect(this.socket.open(this.timeout));
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

  /**
   * Submits a copy of an issue.
   *
   * @param sender of the envelope
   * @param recipient of the envelope
   * @param message all of it, ending in a line's end; no line begins with a dot
   */
  Submission submit(String sender, EmailAddress recipient, byte[] message) {
    return noted(lead(sender, recipient.value(), message));
  }

  /**
   * Submits a letter. That it is refused for good says nothing of the relay: anybody may have put
   * the address into a form.
   */
  Submission submitLetter(String sender, EmailAddress recipient, byte[] letter) {
    Submission submission = lead(sender, recipient.value(), letter);
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

  private synchronized Submission lead(String sender, String recipient, byte[] message) {
    if (recipient.chars().anyMatch(Character::isISOControl)) {
      return new Submission.Unwritable("this copy cannot be written: its address has a line break");
    }
    boolean international = !HeaderFields.isPlain(recipient);
    if (international && !supportsExtension(INTERNATIONAL)) {
      return NO_INTERNATIONAL_ADDRESSES;
    }
    this.reached = Stage.SENDER;
    try {
      enter(Phase.IDLE, Phase.UNDERWAY);
      Submission refusal =
          announce(
              "MAIL FROM:<%s>%s".formatted(sender, international ? " " + INTERNATIONAL : ""),
              "RCPT TO:<%s>".formatted(recipient));
      return refusal == null ? deliver(message) : refusal;
    } catch (IOException | MessagingException failure) {
      return broken(failure);
    } finally {
      this.phase.updateAndGet(it -> it == Phase.ENDED ? it : Phase.IDLE);
    }
  }

  /**
   * Leads the dialogue up to the message, in one go where the relay allows it (RFC 2920). Every
   * reply is read before anything follows.
   *
   * @return why the relay will not have the message; null where it waits for it
   */
  private @Nullable Submission announce(String mail, String rcpt)
      throws IOException, MessagingException {
    boolean atOnce = supportsExtension(PIPELINING);
    Submission refusal = null;
    int code = command(atOnce ? mail + CRLF + rcpt + CRLF + DATA : mail);
    if (code / 100 != 2) {
      refusal = refusal(Stage.SENDER, code);
    }
    if (goesOn(refusal, atOnce)) {
      this.reached = Stage.RECIPIENT;
      code = atOnce ? readServerResponse() : command(rcpt);
      if (code / 100 != 2 && refusal == null) {
        refusal = refusal(Stage.RECIPIENT, code);
      }
    }
    if (goesOn(refusal, atOnce)) {
      this.reached = Stage.DATA;
      code = atOnce ? readServerResponse() : command(DATA);
      if (code != GO_ON && refusal == null) {
        refusal = refusal(Stage.DATA, code);
      }
    }
    return refusal == null ? null : recovered(refusal, code == GO_ON);
  }

  /** After a refusal only those replies are left that were asked for already. */
  private boolean goesOn(@Nullable Submission refusal, boolean atOnce) {
    return refusal == null || atOnce && this.usable;
  }

  /** A relay that waits for a message all the same gets an empty one, which it must refuse. */
  private Submission recovered(Submission refusal, boolean waits)
      throws IOException, MessagingException {
    if (this.usable && waits) {
      command(DOT);
    }
    this.usable = this.usable && command("RSET") / 100 == 2;
    return refusal;
  }

  private Submission deliver(byte[] message) throws IOException, MessagingException {
    enter(Phase.UNDERWAY, Phase.WRITING);
    this.socket.write(message);
    enter(Phase.WRITING, Phase.DOT);
    this.reached = Stage.DOT;
    int code = command(DOT);
    if (code / 100 == 2) {
      return new Submission.Taken(code, reply());
    }
    if (code / 100 != 4 && code / 100 != 5) {
      this.usable = false;
      return NO_ANSWER;
    }
    return recovered(refusal(Stage.DOT, code), false);
  }

  /** Writes a command, or several, and reads the first reply. */
  private int command(String command) throws IOException, MessagingException {
    this.socket.write((command + CRLF).getBytes(StandardCharsets.UTF_8));
    return readServerResponse();
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
      this.socket.cut();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A reply that is none ends the connection: nobody knows any more which reply is whose. */
  private Submission refusal(Stage stage, int code) {
    if (code / 100 != 4 && code / 100 != 5) {
      this.usable = false;
      return new Submission.Lost(stage, code < 0 ? "the relay closed" : "reply " + code);
    }
    Submission.Refused refused = new Submission.Refused(stage, code, reply());
    this.usable = !refused.closes();
    return refused;
  }

  private Submission broken(Exception failure) {
    this.usable = false;
    return this.reached == Stage.DOT
        ? NO_ANSWER
        : new Submission.Lost(this.reached, failure.getClass().getSimpleName());
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
