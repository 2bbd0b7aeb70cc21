// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.storycast.channel.MutableClock;

/** How a mailbox is reached: encrypted, and by password or token. */
class InboxAccessTests {

  private static final String HOST = "127.0.0.1";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final GreenMail green =
      new GreenMail(
          new ServerSetup[] {new ServerSetup(0, HOST, "imap"), new ServerSetup(0, HOST, "imaps")});

  @BeforeEach
  void start() throws Exception {
    this.green.start();
    MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
    mail.setFrom(new InternetAddress("daemon@mx.example.net"));
    mail.setText("Hello");
    this.green.setUser("bounces@courier.example", "bounces", "letmein").deliver(mail);
  }

  @AfterEach
  void stop() {
    this.green.stop();
  }

  @Test
  void readsOverTls() throws Exception {
    assertThat(mails(settings(imaps(), "letmein", Encryption.TLS, HOST, null))).isEqualTo(1);
  }

  @Test
  void givesItsPasswordToNoServerWhoseCertificateItCannotCheck() {
    assertThatExceptionOfType(InboxTroubleException.class)
        .isThrownBy(() -> mails(settings(imaps(), "letmein", Encryption.TLS, "", null)))
        .withMessageContaining("check host, port, encryption");
  }

  @Test
  void namesTheRemedyWhereThePasswordIsWrong() {
    assertThatExceptionOfType(InboxTroubleException.class)
        .isThrownBy(() -> mails(settings(imaps(), "wrong", Encryption.TLS, HOST, null)))
        .withMessage("refuses the user; check user and password or oauth");
  }

  /** Somebody in between may have struck STARTTLS from the server's abilities. */
  @Test
  void saysNoWordOfItsPasswordWhereTheServerOffersNoEncryption() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      CompletableFuture<List<String>> heard =
          CompletableFuture.supplyAsync(() -> withoutEncryption(server));
      assertThatExceptionOfType(InboxTroubleException.class)
          .isThrownBy(
              () ->
                  mails(settings(server.getLocalPort(), "letmein", Encryption.STARTTLS, "", null)));
      assertThat(heard.get()).isNotEmpty().noneMatch(it -> it.contains("LOGIN"));
    }
  }

  private static List<String> withoutEncryption(ServerSocket server) {
    List<String> heard = new ArrayList<>();
    try (Socket socket = server.accept();
        BufferedReader commands =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter replies =
            new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
      replies.print("* OK ready\r\n");
      replies.flush();
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        heard.add(line);
        String capabilities = line.contains("CAPABILITY") ? "* CAPABILITY IMAP4rev1\r\n" : "";
        replies.print(capabilities + line.split(" ", 2)[0] + " OK done\r\n");
        replies.flush();
      }
    } catch (IOException ended) {
      // the client hung up, which is what it should do
    }
    return heard;
  }

  @Test
  void readsWithATokenAndAsksForANewOneAfterARefusal() throws Exception {
    this.green.setUser("bounces@courier.example", "bounces", "second");
    try (TokenSite site = new TokenSite("first", "second")) {
      Inbox inbox =
          new Inbox(
              "bounces", settings(imaps(), "", Encryption.TLS, HOST, site.oauth()), this.clock);
      assertThatExceptionOfType(InboxTroubleException.class)
          .isThrownBy(() -> mails(inbox))
          .withMessageNotContaining("first");
      assertThat(mails(inbox)).isEqualTo(1);
      this.clock.advance(Duration.ofMinutes(30));
      assertThat(mails(inbox)).isEqualTo(1);
      assertThat(site.asked).isEqualTo(2);
    }
  }

  private int imaps() {
    return this.green.getImaps().getPort();
  }

  private int mails(InboxProperties settings) throws Exception {
    return mails(new Inbox("bounces", settings, this.clock));
  }

  private static int mails(Inbox inbox) throws Exception {
    List<Integer> found = new ArrayList<>();
    inbox.visit(open -> found.add(open.after(0).size()));
    return found.getFirst();
  }

  private static InboxProperties settings(
      int port,
      String password,
      Encryption encryption,
      String trust,
      RelayProperties.@Nullable Oauth oauth) {
    return new InboxProperties(
        HOST,
        port,
        "bounces",
        password,
        encryption,
        trust,
        "INBOX",
        InboxProperties.After.SEEN,
        "Processed",
        oauth);
  }

  /** Gives one token after the other, each good for an hour. */
  private static final class TokenSite implements AutoCloseable {

    private final HttpServer server;
    private final String[] tokens;
    private int asked;

    TokenSite(String... tokens) throws IOException {
      this.tokens = tokens;
      this.server = HttpServer.create(new InetSocketAddress(HOST, 0), 0);
      this.server.createContext(
          "/token",
          exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes());
            boolean good = form.contains("grant_type=refresh_token") && form.contains("=r%2Ft");
            byte[] answer =
                "{\"access_token\":\"%s\",\"expires_in\":3600}"
                    .formatted(this.tokens[this.asked++])
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(good ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      this.server.start();
    }

    RelayProperties.Oauth oauth() {
      URI address = URI.create("http://%s:%d/token".formatted(HOST, port()));
      return new RelayProperties.Oauth(address, "client", "secret", "r/t");
    }

    private int port() {
      return this.server.getAddress().getPort();
    }

    @Override
    public void close() {
      this.server.stop(0);
    }
  }
}
