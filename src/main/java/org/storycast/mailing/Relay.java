// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Properties;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The way to the relay. */
@Component
class Relay {

  private static final String CONNECT_TIMEOUT_MILLIS = "20000";

  private final MailProperties properties;

  Relay(MailProperties properties) {
    this.properties = properties;
  }

  /** Opens a connection and hands it over, or says why there is none. */
  RelayStatus connect(Consumer<RelayConnection> taker) {
    PromptSockets sockets = new PromptSockets();
    RelayConnection connection =
        new RelayConnection(
            Session.getInstance(settings(sockets)),
            new URLName("smtp", null, -1, null, null, null),
            sockets,
            this.properties.timeout());
    try {
      String user = this.properties.user();
      connection.connect(
          this.properties.host(),
          this.properties.port(),
          user.isBlank() ? null : user,
          user.isBlank() ? null : this.properties.password());
    } catch (AuthenticationFailedException refused) {
      connection.end();
      return new RelayStatus.NotLetIn(
          "the relay refuses user or password; check storycast.mail.user and"
              + " storycast.mail.password");
    } catch (MessagingException failure) {
      connection.end();
      return new RelayStatus.Unreachable(describe(connection, failure));
    }
    taker.accept(connection);
    return new RelayStatus.Ready();
  }

  /** Tries whether the relay lets us in, without sending anything. */
  RelayStatus check() {
    return connect(RelayConnection::end);
  }

  private String describe(RelayConnection connection, MessagingException failure) {
    int code = connection.getLastReturnCode();
    return "%s:%d %s"
        .formatted(
            this.properties.host(),
            this.properties.port(),
            code > 0
                ? "answered " + code
                : "could not be reached (%s)"
                    .formatted(rootOf(failure).getClass().getSimpleName()));
  }

  private static Throwable rootOf(MessagingException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * No time-out for writing: the mail library would schedule one for each write, with a thread for
   * each connection. {@link RelayConnection#cutOffIfStuck} sees to it.
   */
  private Properties settings(PromptSockets sockets) {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.localhost", this.properties.domain());
    settings.setProperty("mail.smtp.connectiontimeout", CONNECT_TIMEOUT_MILLIS);
    settings.setProperty("mail.smtp.timeout", Long.toString(this.properties.timeout().toMillis()));
    settings.setProperty("mail.smtp.auth", Boolean.toString(!this.properties.user().isBlank()));
    settings.setProperty("mail.smtp.quitwait", "false");
    settings.put("mail.smtp.socketFactory", sockets);
    settings.setProperty("mail.smtp.socketFactory.fallback", "false");
    encrypt(settings);
    return settings;
  }

  private void encrypt(Properties settings) {
    settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (!this.properties.trust().isBlank()) {
      settings.setProperty("mail.smtp.ssl.trust", this.properties.trust());
      settings.setProperty("mail.smtp.ssl.checkserveridentity", "false");
    }
    switch (this.properties.encryption()) {
      case NONE -> {}
      case STARTTLS -> {
        settings.setProperty("mail.smtp.starttls.enable", "true");
        settings.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> settings.setProperty("mail.smtp.ssl.enable", "true");
    }
  }
}
