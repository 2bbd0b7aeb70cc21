// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way to one relay. */
final class Relay {

  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private final String name;
  private final RelayProperties relay;
  private final MailProperties properties;
  private final RelayWatch watch;
  private final Pace pace;
  private final Clock clock;
  private final @Nullable RelayToken token;
  private final AtomicInteger open = new AtomicInteger();

  Relay(String name, RelayProperties relay, MailProperties properties, Clock clock) {
    this.name = name;
    this.relay = relay;
    this.properties = properties;
    this.watch = new RelayWatch(clock);
    this.pace = new Pace(relay.perSecond() == null ? UNLIMITED : relay.perSecond());
    this.clock = clock;
    this.token = relay.oauth() == null ? null : new RelayToken(relay.oauth(), clock);
  }

  String name() {
    return this.name;
  }

  /** What was seen of it lately. */
  RelayWatch watch() {
    return this.watch;
  }

  boolean hasRoom() {
    return this.open.get() < this.relay.connections();
  }

  /** Whether a mailing, or another letter, is connected to it. */
  boolean isInUse() {
    return this.open.get() > 0;
  }

  /** How badly it wants another connection, by its weight and those it has. */
  double appetite() {
    return this.relay.weight() / (this.open.get() + 1.0);
  }

  /**
   * Asks for a message's turn at this relay.
   *
   * @param returning whether the wait that was told is over
   * @return how long to wait; zero where it may go
   */
  Duration turn(boolean returning) {
    return turn(0, returning);
  }

  /** The same, before whatever is less urgent. */
  Duration turn(int urgency, boolean returning) {
    synchronized (this.pace) {
      return this.pace.take(this.clock.instant(), urgency, returning);
    }
  }

  /** Opens a connection and hands it over, or says why there is none. */
  RelayStatus connect(Consumer<RelayConnection> taker) {
    this.open.incrementAndGet();
    RelayConnection connection;
    try {
      connection = connection();
    } catch (IOException noToken) {
      ended();
      return new RelayStatus.NotLetIn(
          "%s can't be used: %s".formatted(this.name, noToken.getMessage()));
    }
    try {
      connection.open();
    } catch (AuthenticationFailedException refused) {
      connection.end();
      return notLetIn();
    } catch (MessagingException | IOException failure) {
      connection.end();
      return new RelayStatus.Unreachable(describe(connection, failure));
    }
    taker.accept(connection);
    return new RelayStatus.Ready();
  }

  private RelayConnection connection() throws IOException {
    RelaySocket socket = new RelaySocket(this.relay);
    String user = this.relay.user();
    return new RelayConnection(
        Session.getInstance(settings(socket)),
        new URLName(
            "smtp",
            this.relay.host(),
            this.relay.port(),
            null,
            user.isBlank() ? null : user,
            user.isBlank() ? null : password()),
        this,
        socket,
        this.properties.timeout());
  }

  private RelayStatus notLetIn() {
    if (this.token != null) {
      this.token.forget();
      return new RelayStatus.NotLetIn(
          "%s refuses the user or its token; check user and oauth".formatted(this.name));
    }
    return new RelayStatus.NotLetIn("%s refuses user or password; check both".formatted(this.name));
  }

  private String password() throws IOException {
    return this.token == null ? this.relay.password() : this.token.get();
  }

  /** A connection has ended. */
  void ended() {
    this.open.decrementAndGet();
  }

  /** Tries whether the relay lets us in, without sending anything. */
  RelayStatus check() {
    return connect(RelayConnection::end);
  }

  private String describe(RelayConnection connection, Exception failure) {
    int code = connection.getLastReturnCode();
    return "%s:%d %s"
        .formatted(
            this.relay.host(),
            this.relay.port(),
            code > 0
                ? "answered " + code
                : "could not be reached (%s)"
                    .formatted(rootOf(failure).getClass().getSimpleName()));
  }

  private static Throwable rootOf(Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private Properties settings(RelaySocket socket) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.localhost", this.properties.domain());
    settings.setProperty("mail.smtp.auth", Boolean.toString(!this.relay.user().isBlank()));
    if (this.token != null) {
      settings.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
    }
    settings.setProperty("mail.smtp.quitwait", "false");
    if (this.relay.encryption() == Encryption.STARTTLS) {
      settings.setProperty("mail.smtp.starttls.enable", "true");
      settings.setProperty("mail.smtp.starttls.required", "true");
      settings.put("mail.smtp.ssl.socketFactory", socket.encryption());
      settings.setProperty(
          "mail.smtp.ssl.checkserveridentity", Boolean.toString(!socket.isTrusted()));
    }
    return settings;
  }
}
