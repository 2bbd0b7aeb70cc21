// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks each rule once, by hand. */
class EmailSimulatorTests {

  private static final String HEADERS =
      "From: a@b.example\r\n"
          + "To: c@d.example\r\n"
          + "Subject: s\r\n"
          + "Date: Fri, 20 Nov 2026 12:00:00 +0000\r\n"
          + "Message-ID: <i.1@b.example>\r\n";

  private final EmailSimulator relay = new EmailSimulator(Clock.systemUTC());
  private Socket socket;
  private BufferedReader in;

  @BeforeEach
  void connect() throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), this.relay.port());
    this.in =
        new BufferedReader(
            new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
    assertThat(this.in.readLine()).startsWith("220 ");
  }

  @AfterEach
  void stop() throws IOException {
    this.socket.close();
    this.relay.close();
  }

  @Test
  void takesAMessageThatKeepsTheRules() throws IOException {
    assertThat(send(HEADERS + "\r\n..dot\r\nbody\r\n")).startsWith("250");
    assertThat(this.relay.mails()).hasSize(1);
    assertThat(new String(this.relay.mails().getFirst().raw(), StandardCharsets.US_ASCII))
        .endsWith("\r\n.dot\r\nbody\r\n");
    assertThat(this.relay.publications().getFirst().id()).isEqualTo("i");
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "To", "Subject", "Date", "Message-ID"})
  void refusesAMessageThatLacksAHeader(String name) throws IOException {
    String without = HEADERS.replaceAll(name + ": .*\r\n", "");
    assertThat(send(without + "\r\nbody\r\n")).startsWith("550").contains(name);
    assertThat(send(HEADERS + name + ": x\r\n\r\nbody\r\n")).startsWith("550").contains(name);
    assertThat(this.relay.mails()).isEmpty();
  }

  @Test
  void refusesWhatBreaksTheRulesOfLines() throws IOException {
    assertThat(send(HEADERS + "\r\n" + "x".repeat(999) + "\r\n")).startsWith("550").contains("998");
    assertThat(send(HEADERS + "\r\nbare\nline feed\r\n")).startsWith("550").contains("Bare");
    assertThat(send(HEADERS + "\r\nbare\rreturn\r\n")).startsWith("550").contains("Bare");
    assertThat(send(HEADERS + "\r\nü\r\n")).startsWith("550").contains("Eight-bit");
    assertThat(
            send(
                HEADERS
                    + "MIME-Version: 1.0\r\n"
                    + "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                    + "--b\r\n\r\n"
                    + "x\r\n"))
        .startsWith("550");
    assertThat(this.relay.mails()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "MAIL FROM:<a@b.example>, 503",
    "RCPT TO:<a@b.example>, 503",
    "DATA, 503",
    "EHLO, 501",
    "NONSENSE, 500"
  })
  void refusesCommandsOutOfOrder(String command, String code) throws IOException {
    assertThat(say(command)).startsWith(code);
  }

  @Test
  void refusesBadSyntax() throws IOException {
    say("HELO me");
    assertThat(say("MAIL FROM: a@b.example")).startsWith("501");
    assertThat(say("MAIL FROM:<a@b.example>")).startsWith("250");
    assertThat(say("RCPT TO:<a b@c.example>")).startsWith("501");
    assertThat(say("RCPT TO:<" + "x".repeat(65) + "@c.example>")).startsWith("501");
    assertThat(say("RCPT TO:<simulate-452@c.example>")).startsWith("452");
  }

  private String send(String message) throws IOException {
    say("HELO me");
    say("MAIL FROM:<a@b.example>");
    say("RCPT TO:<c@d.example>");
    assertThat(say("DATA")).startsWith("354");
    return say(message + ".");
  }

  private String say(String line) throws IOException {
    OutputStream out = this.socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return this.in.readLine();
  }
}
