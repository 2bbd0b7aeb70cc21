// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.storycast.simulator.EmailSimulator.Step;

/** One connection to the simulated relay, by RFC 5321. */
final class EmailDialogue {

  private static final int LONGEST_COMMAND = 512;
  private static final Pattern BY_TOKEN =
      Pattern.compile("user=([^\u0001]+)\u0001auth=Bearer ([^\u0001]+)\u0001\u0001");
  private static final Pattern SENDER =
      Pattern.compile(
          "FROM:<([^<>@\\s]{1,64}@[A-Za-z0-9.-]{1,255})?>( .*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern RECIPIENT =
      Pattern.compile(
          "TO:<([^<>@\\s]{1,64}@[A-Za-z0-9.-]{1,255})>( .*)?", Pattern.CASE_INSENSITIVE);

  private final EmailSimulator relay;
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private boolean encrypted;
  private boolean greeted;
  private boolean letIn;
  private @Nullable String sender;
  private @Nullable String recipient;

  EmailDialogue(EmailSimulator relay, Socket socket) throws IOException {
    this.relay = relay;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
    this.out = new BufferedOutputStream(socket.getOutputStream());
    socket.setTcpNoDelay(true);
  }

  void run() throws IOException {
    step(Step.CONNECT, () -> reply("220 simulator.example ESMTP"));
    while (!this.socket.isClosed()) {
      String line = command();
      String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      String rest = line.length() > verb.length() ? line.substring(verb.length() + 1) : "";
      obey(verb, rest);
    }
  }

  private void obey(String verb, String rest) throws IOException {
    if (!this.relay.takesCommandsAtOnce() && this.in.available() > 0) {
      throw new IOException("Commands came at once, which was not offered");
    }
    switch (verb) {
      case "EHLO" -> step(Step.HELLO, () -> hello(rest, true));
      case "HELO" -> step(Step.HELLO, () -> hello(rest, false));
      case "STARTTLS" -> encrypt();
      case "AUTH" -> step(Step.AUTH, () -> authenticate(rest));
      case "MAIL" -> step(Step.MAIL, () -> mail(rest));
      case "RCPT" -> step(Step.RCPT, () -> rcpt(rest));
      case "DATA" -> step(Step.DATA, this::data);
      case "RSET" -> {
        reset();
        reply("250 2.0.0 Ok");
      }
      case "NOOP" -> reply("250 2.0.0 Ok");
      case "QUIT" -> {
        reply("221 2.0.0 Bye");
        this.socket.close();
      }
      default -> reply("500 5.5.2 Unknown command");
    }
  }

  private void step(Step step, Action action) throws IOException {
    Optional<Mishap> mishap = this.relay.mishap(step);
    if (mishap.isEmpty()) {
      action.run();
      return;
    }
    switch (mishap.get()) {
      case Mishap.Answer(String reply) -> answerInstead(reply);
      case Mishap.Drop drop -> this.socket.close();
      case Mishap.AnswerThenDrop drop -> {
        action.run();
        this.socket.close();
      }
      case Mishap.Meanwhile(Runnable what) -> {
        what.run();
        action.run();
      }
      case Mishap.TakeThenDrop drop ->
          throw new IllegalStateException("Only the final dot takes a message, not " + step);
      case Mishap.TakeThenStall stall ->
          throw new IllegalStateException("Only the final dot takes a message, not " + step);
    }
  }

  private void answerInstead(String reply) throws IOException {
    reply(reply);
    if (reply.startsWith("421")) {
      this.socket.close();
    }
  }

  private void hello(String name, boolean extended) throws IOException {
    if (name.isBlank()) {
      reply("501 5.5.4 Say who you are");
      return;
    }
    this.greeted = true;
    reset();
    if (!extended) {
      reply("250 simulator.example");
      return;
    }
    reply("250-simulator.example");
    if (this.relay.asksForPassword()) {
      reply("250-AUTH PLAIN LOGIN XOAUTH2");
    }
    if (offersEncryption()) {
      reply("250-STARTTLS");
    }
    if (this.relay.takesCommandsAtOnce()) {
      reply("250-PIPELINING");
    }
    reply("250 ENHANCEDSTATUSCODES");
  }

  private boolean offersEncryption() {
    return this.relay.encryption().isPresent() && !this.encrypted;
  }

  /** Nothing that was said in clear counts any more. */
  private void encrypt() throws IOException {
    if (!offersEncryption()) {
      reply("502 5.5.1 Not here");
      return;
    }
    if (this.in.available() > 0) {
      throw new IOException("Something came in clear after STARTTLS");
    }
    reply("220 2.0.0 Go on");
    SSLSocket secret =
        (SSLSocket) this.relay.encryption().orElseThrow().createSocket(this.socket, null, -1, true);
    secret.setUseClientMode(false);
    this.socket = secret;
    this.in = new BufferedInputStream(secret.getInputStream(), 65_536);
    this.out = new BufferedOutputStream(secret.getOutputStream());
    this.encrypted = true;
    this.greeted = false;
    reset();
  }

  private void authenticate(String rest) throws IOException {
    if (rest.toUpperCase(Locale.ROOT).startsWith("XOAUTH2")) {
      authenticateByToken(rest);
    } else {
      authenticateByPassword(rest);
    }
  }

  /** A refusal comes in two parts, as Google's and Microsoft's do: why, and then the reply. */
  private void authenticateByToken(String rest) throws IOException {
    Matcher given = BY_TOKEN.matcher(decode(initial(rest, "334 ")));
    this.letIn = given.matches() && this.relay.letsIn(given.group(1), given.group(2));
    if (!this.letIn) {
      reply("334 eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIn0=");
      command();
    }
    reply(this.letIn ? "235 2.7.0 Welcome" : "535 5.7.8 Token refused");
  }

  private void authenticateByPassword(String rest) throws IOException {
    String name;
    String secret;
    if (rest.toUpperCase(Locale.ROOT).startsWith("PLAIN")) {
      String[] parts = decode(initial(rest, "334 ")).split("\0", -1);
      name = parts.length == 3 ? parts[1] : "";
      secret = parts.length == 3 ? parts[2] : "";
    } else {
      name = decode(initial(rest, "334 VXNlcm5hbWU6"));
      reply("334 UGFzc3dvcmQ6");
      secret = decode(command());
    }
    this.letIn = this.relay.letsIn(name, secret);
    reply(this.letIn ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong user or password");
  }

  private String initial(String rest, String question) throws IOException {
    String[] words = rest.split(" ");
    if (words.length > 1) {
      return words[1];
    }
    reply(question);
    return command();
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private void mail(String rest) throws IOException {
    Matcher path = SENDER.matcher(rest);
    if (!this.greeted || this.sender != null) {
      reply("503 5.5.1 Not now");
    } else if (offersEncryption()) {
      reply("530 5.7.0 Must issue a STARTTLS command first");
    } else if (this.relay.asksForPassword() && !this.letIn) {
      reply("530 5.7.0 Authentication required");
    } else if (!path.matches()) {
      reply("501 5.1.7 Bad sender syntax");
    } else {
      this.sender = path.group(1) == null ? "" : path.group(1);
      reply("250 2.1.0 Ok");
    }
  }

  private void rcpt(String rest) throws IOException {
    Matcher path = RECIPIENT.matcher(rest);
    if (this.sender == null) {
      reply("503 5.5.1 MAIL first");
    } else if (!path.matches()) {
      reply("501 5.1.3 Bad recipient syntax");
    } else {
      Optional<String> refusal = this.relay.refusal(path.group(1));
      if (refusal.isEmpty()) {
        this.recipient = path.group(1);
      }
      reply(refusal.orElse("250 2.1.5 Ok"));
    }
  }

  private void data() throws IOException {
    if (this.sender == null || this.recipient == null) {
      reply("503 5.5.1 RCPT first");
      return;
    }
    if (this.in.available() > 0) {
      throw new IOException("The message came before it was asked for");
    }
    reply("354 Go on");
    EmailContent content = new EmailContent();
    content.read(this.in, this::inTheMiddle);
    String fault = content.fault();
    if (fault == null) {
      dot(this.sender, this.recipient, content.bytes());
    } else {
      reply(fault);
    }
    reset();
  }

  private void inTheMiddle() throws IOException {
    Optional<Mishap> mishap = this.relay.mishap(Step.INSIDE);
    if (mishap.isPresent()) {
      switch (mishap.get()) {
        case Mishap.Drop drop -> throw new IOException("Dropped inside a message");
        case Mishap.Meanwhile(Runnable what) -> what.run();
        case Mishap.Answer answer -> throw new IllegalStateException("No answers inside a message");
        case Mishap.AnswerThenDrop drop ->
            throw new IllegalStateException("No answers inside a message");
        case Mishap.TakeThenDrop drop ->
            throw new IllegalStateException("Only the final dot takes a message");
        case Mishap.TakeThenStall stall ->
            throw new IllegalStateException("Only the final dot takes a message");
      }
    }
  }

  private void dot(String from, String to, byte[] message) throws IOException {
    Optional<Mishap> mishap = this.relay.mishap(Step.DOT);
    if (mishap.isEmpty()) {
      take(from, to, message);
      return;
    }
    switch (mishap.get()) {
      case Mishap.Answer(String reply) -> answerInstead(reply);
      case Mishap.Drop drop -> this.socket.close();
      case Mishap.TakeThenDrop drop -> {
        this.relay.keep(from, to, message);
        this.socket.close();
      }
      case Mishap.TakeThenStall stall -> {
        this.relay.keep(from, to, message);
        untilTheOtherSideGivesUp();
      }
      case Mishap.AnswerThenDrop drop -> {
        take(from, to, message);
        this.socket.close();
      }
      case Mishap.Meanwhile(Runnable what) -> {
        this.relay.keep(from, to, message);
        what.run();
        reply("250 2.0.0 Ok: queued");
      }
    }
  }

  private void take(String from, String to, byte[] message) throws IOException {
    this.relay.keep(from, to, message);
    reply("250 2.0.0 Ok: queued");
  }

  private void untilTheOtherSideGivesUp() throws IOException {
    if (this.in.read() < 0) {
      this.socket.close();
    }
  }

  private void reset() {
    this.sender = null;
    this.recipient = null;
  }

  private void reply(String line) throws IOException {
    this.out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    this.out.flush();
  }

  private String command() throws IOException {
    StringBuilder line = new StringBuilder();
    int octet = this.in.read();
    while (octet != '\n') {
      if (octet < 0 || line.length() > LONGEST_COMMAND) {
        throw new IOException("The other side left, or its command has no end");
      }
      line.append((char) octet);
      octet = this.in.read();
    }
    if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
      return "BARE-LINE-FEED";
    }
    return line.substring(0, line.length() - 1);
  }

  private interface Action {
    void run() throws IOException;
  }
}
