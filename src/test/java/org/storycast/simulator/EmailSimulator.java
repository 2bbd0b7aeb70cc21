// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A mail relay on a local port, over a real socket. It refuses what a relay refuses: bad syntax,
 * commands out of order, overlong lines, bare line feeds, messages without From, Date or
 * Message-ID. It keeps what it takes.
 *
 * <p>Two ways order a fault: {@link #next} and a recipient called {@code simulate-<code>}, such as
 * {@code simulate-550@example.org}.
 */
public final class EmailSimulator implements Simulator {

  private final Clock clock;
  private final ServerSocket server;
  private final @Nullable String user;
  private final @Nullable String password;
  private final Set<Socket> open = new HashSet<>();
  private final List<ReceivedMail> mails = new ArrayList<>();
  private final Map<Step, Deque<Mishap>> mishaps = new EnumMap<>(Step.class);
  private final Map<String, String> refused = new HashMap<>();
  private int connections;
  private boolean pipelining = true;
  private @Nullable SSLSocketFactory encryption;
  private boolean closed;

  /** A step of the dialogue at which something may go wrong. */
  public enum Step {
    /** The greeting. */
    CONNECT,
    /** HELO or EHLO. */
    HELLO,
    /** The user and the password. */
    AUTH,
    /** The envelope's sender. */
    MAIL,
    /** The envelope's recipient. */
    RCPT,
    /** The command that begins the message. */
    DATA,
    /** A line in the middle of the message. */
    INSIDE,
    /** The final dot. */
    DOT
  }

  /** Starts a relay that lets everybody in. */
  public EmailSimulator(Clock clock) {
    this(clock, 0, null, null);
  }

  /**
   * Starts a relay.
   *
   * @param port zero takes a free one
   * @param user whom alone it lets in; absent where it lets everybody in
   * @param password of that user
   */
  public EmailSimulator(Clock clock, int port, @Nullable String user, @Nullable String password) {
    this.clock = clock;
    this.user = user;
    this.password = password;
    try {
      this.server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /** The port at which it listens. */
  public int port() {
    return this.server.getLocalPort();
  }

  /** Lets something go wrong the next time the step comes; several come one after the other. */
  public synchronized void next(Step step, Mishap mishap) {
    this.mishaps.computeIfAbsent(step, it -> new ArrayDeque<>()).add(mishap);
  }

  /** Refuses a recipient with this reply until it is null. */
  public synchronized void refuse(String recipient, @Nullable String reply) {
    if (reply == null) {
      this.refused.remove(recipient);
    } else {
      this.refused.put(recipient, reply);
    }
  }

  /** Takes one command at a time from now on, as the oldest relays do. */
  public synchronized void withoutPipelining() {
    this.pipelining = false;
  }

  /** Encrypts when it is asked to from now on (RFC 3207), and lets nobody in before. */
  public synchronized void withStartTls(SSLSocketFactory factory) {
    this.encryption = factory;
  }

  synchronized Optional<SSLSocketFactory> encryption() {
    return Optional.ofNullable(this.encryption);
  }

  synchronized boolean takesCommandsAtOnce() {
    return this.pipelining;
  }

  /** What it took, oldest first. */
  public synchronized List<ReceivedMail> mails() {
    return List.copyOf(this.mails);
  }

  /** What it took for a recipient. */
  public List<ReceivedMail> mailsTo(String recipient) {
    return mails().stream().filter(mail -> mail.recipient().equals(recipient)).toList();
  }

  @Override
  public String kind() {
    return "email";
  }

  /** The issues that readers have seen, each with the text of its first copy. */
  @Override
  public List<Publication> publications() {
    Map<String, Publication> issues = new LinkedHashMap<>();
    for (ReceivedMail mail : mails()) {
      issues.putIfAbsent(
          mail.issue(),
          new Publication(mail.issue(), mail.at(), mail.body("text/plain"), null, List.of()));
    }
    return List.copyOf(issues.values());
  }

  /** How many connections were opened so far. */
  public synchronized int connections() {
    return this.connections;
  }

  /** Forgets what it took and what was to go wrong. */
  public synchronized void forget() {
    this.mails.clear();
    this.mishaps.clear();
    this.refused.clear();
  }

  @Override
  public void close() {
    synchronized (this) {
      this.closed = true;
      this.open.forEach(EmailSimulator::closeQuietly);
    }
    try {
      this.server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  synchronized void keep(String sender, String recipient, byte[] raw) {
    this.mails.add(new ReceivedMail(this.clock.instant(), sender, recipient, raw));
  }

  synchronized Optional<Mishap> mishap(Step step) {
    Deque<Mishap> waiting = this.mishaps.get(step);
    return Optional.ofNullable(waiting == null ? null : waiting.poll());
  }

  synchronized Optional<String> refusal(String recipient) {
    if (recipient.matches("simulate-[45]\\d\\d@.*")) {
      return Optional.of(recipient.substring(9, 12) + " Simulated");
    }
    return Optional.ofNullable(this.refused.get(recipient));
  }

  boolean asksForPassword() {
    return this.user != null;
  }

  boolean letsIn(String name, String secret) {
    return name.equals(this.user) && secret.equals(this.password);
  }

  private void listen() {
    try {
      while (!this.server.isClosed()) {
        Socket socket = this.server.accept();
        enter(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException stopped) {
      close();
    }
  }

  private synchronized void enter(Socket socket) {
    this.connections++;
    this.open.add(socket);
    if (this.closed) {
      closeQuietly(socket);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new EmailDialogue(this, socket).run();
    } catch (IOException gone) {
      closeQuietly(socket);
    } finally {
      leave(socket);
    }
  }

  private synchronized void leave(Socket socket) {
    this.open.remove(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
