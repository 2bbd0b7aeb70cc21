// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.ReadersFixture;
import org.storycast.channel.MutableClock;
import org.storycast.database.TestDatabase;
import org.storycast.simulator.EmailSimulator;

/** Passwords and encryption, and a second relay's opinion on what we send. */
class RelayTests {

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GreenMail green = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps"));

  @AfterEach
  void stop() {
    this.green.stop();
  }

  @Test
  void speaksThroughAnEncryptedConnection() throws Exception {
    this.green.start();
    this.green.setUser("courier", "letmein");
    Map<String, String> settings = tls();
    settings.put("trust", "*");
    try (HikariDataSource source = Pool.of(TestDatabase.Kind.H2.fresh())) {
      MailingFixture desk = new MailingFixture(source, this.clock, port(), settings);
      ReadersFixture.add(desk.readers(), "anna@example.org", "en");
      desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
      desk.runDue();
      assertThat(desk.stateOf("anna@example.org")).isEqualTo(LineState.SENT);
    }
    MimeMessage mail = this.green.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo(Issues.anIssue().subject());
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void encryptsBeforeItSaysAnything(boolean pipelining) throws Exception {
    try (EmailSimulator relay = new EmailSimulator(this.clock, 0, "courier", "letmein")) {
      relay.withStartTls(encryption());
      if (!pipelining) {
        relay.withoutPipelining();
      }
      RelayConnection connection = startTls(relay, "127.0.0.1").connect();
      assertThat(connection).isNotNull();
      byte[] message =
          "From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nDate: Fri, 20 Nov 2026 12:00:00 +0000\r\nMessage-ID: <1@b>\r\n\r\n"
              .concat("A line of the story.\r\n".repeat(4000))
              .getBytes(StandardCharsets.US_ASCII);
      for (int copies = 1; copies <= 2; copies++) {
        assertThat(connection.submit("a@b.example", EmailAddress.parse("c@d.example"), message))
            .isInstanceOf(Submission.Taken.class);
      }
      connection.end();
      assertThat(relay.mails()).hasSize(2);
      assertThat(relay.mails().getLast().raw()).isEqualTo(message);
    }
  }

  @Test
  void startsNoEncryptionWithWhomItDoesNotTrust() throws Exception {
    try (EmailSimulator relay = new EmailSimulator(this.clock)) {
      relay.withStartTls(encryption());
      assertThat(startTls(relay, "another.example").check())
          .isInstanceOf(RelayStatus.Unreachable.class);
      assertThat(startTls(relay, "*").check()).isInstanceOf(RelayStatus.Ready.class);
    }
  }

  private Relays startTls(EmailSimulator relay, String trust) {
    Map<String, String> settings = new HashMap<>(Map.of("encryption", "starttls", "trust", trust));
    settings.putAll(Map.of("user", "courier", "password", "letmein"));
    return new Relays(MailingFixture.properties(relay.port(), settings), this.clock);
  }

  /** With the certificate of the library's own mail server, which nobody signed. */
  private static SSLSocketFactory encryption() throws Exception {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      store.load(file, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }

  @Test
  void trustsNoCertificateThatNobodySigned() {
    this.green.start();
    assertThat(new Relays(MailingFixture.properties(port(), tls()), this.clock).check())
        .isInstanceOf(RelayStatus.Unreachable.class);
  }

  @Test
  void sendsNoPasswordToARelayWithoutStartTls() {
    try (EmailSimulator plain = new EmailSimulator(this.clock, 0, "courier", "letmein")) {
      Map<String, String> settings =
          Map.of("encryption", "starttls", "user", "courier", "password", "letmein");
      assertThat(new Relays(MailingFixture.properties(plain.port(), settings), this.clock).check())
          .isInstanceOf(RelayStatus.Unreachable.class);
    }
  }

  @Test
  void failsAnInternationalAddressWhereTheRelayTakesNone() throws Exception {
    EmailAddress international = new EmailAddress("нұрлан@example.org");
    try (EmailSimulator relay = new EmailSimulator(this.clock);
        HikariDataSource source = Pool.of(TestDatabase.Kind.H2.fresh())) {
      MailingFixture desk = new MailingFixture(source, this.clock, relay.port(), Map.of());
      desk.readers()
          .add(new NewReader(international, "", "en", Set.of(), "en"), new Consent("form", ""));
      ReadersFixture.add(desk.readers(), "anna@example.org", "en");
      desk.mailings().open("key", Issues.anIssue(), Issues.EVERYBODY);
      desk.runDue();
      assertThat(desk.stateOf(international.value())).isEqualTo(LineState.FAILED);
      assertThat(desk.replyOf(international.value())).contains("it lacks SMTPUTF8");
      assertThat(desk.stateOf("anna@example.org")).isEqualTo(LineState.SENT);
    }
  }

  @Test
  void saysWhetherTheRelayLetsItIn() {
    try (EmailSimulator relay = new EmailSimulator(this.clock, 0, "courier", "letmein")) {
      assertThat(statusWith(relay, "letmein")).isInstanceOf(RelayStatus.Ready.class);
      assertThat(statusWith(relay, "wrong"))
          .isInstanceOfSatisfying(
              RelayStatus.NotLetIn.class, it -> assertThat(it.detail()).doesNotContain("wrong"));
    }
    assertThat(new Relays(MailingFixture.properties(1, Map.of()), this.clock).check())
        .isInstanceOfSatisfying(
            RelayStatus.Unreachable.class,
            it -> assertThat(it.detail()).contains("127.0.0.1:1").contains("ConnectException"));
  }

  private RelayStatus statusWith(EmailSimulator relay, String password) {
    return new Relays(
            MailingFixture.properties(
                relay.port(), Map.of("user", "courier", "password", password)),
            this.clock)
        .check();
  }

  private int port() {
    return this.green.getSmtps().getPort();
  }

  private static Map<String, String> tls() {
    return new HashMap<>(Map.of("encryption", "tls", "user", "courier", "password", "letmein"));
  }
}
